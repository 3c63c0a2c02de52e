import { html } from '../html.ts';
import { signOffForm } from '../signOffForm.ts';
import type { PackWords } from './packWords.ts';

export const spanish: PackWords = {
  title: 'Cauda: dosier de revisión',
  content: (version) => `Cauda: dosier de revisión, contenido ${version}`,
  written: (version, date) => html`Contenido clínico <code>${version}</code>, escrito el ${date}.
    Se lee en una media hora; los apéndices son para consultar.`,
  chapters: {
    use: 'Para qué sirve y para qué no',
    changes: 'Qué ha cambiado desde el último dosier firmado',
    pathway: 'El recorrido',
    decisions: 'La tabla de decisión',
    disputed: 'Qué discuten los especialistas y qué hemos decidido',
    unverified: 'Qué no se pudo comprobar',
    cards: 'Las tarjetas',
    acr: 'Concordancia con los criterios de adecuación del ACR',
    proof: 'Qué está demostrado',
    sign: 'Para firmar',
  },
  everyQuestion: (language) => `Apéndice: cada pregunta en cada papel (${language})`,
  everyAdvice: (language) => `Apéndice: cada palabra de los consejos (${language})`,

  intendedUse: (says) => html`
  <p>Cauda pregunta a un adulto con dolor lumbar, a quien está con él, a una enfermera de una línea telefónica o a un
    profesional, una pregunta cada vez, y termina con una tarjeta: si hace falta una prueba de imagen, con qué rapidez,
    cuál y qué hacer ahora. Busca a los pocos cuyos nervios están en peligro entre los muchos a quienes solo les duele la
    espalda. Funciona en Microsoft Teams y como chat en páginas web.</p>
  <ul>
    <li><strong>Es una ayuda para decidir, no un diagnóstico, y no está validada clínicamente.</strong> Solo se ha probado
      con casos inventados. Sus reglas son fijas y se leen más abajo; nada en ellas es aprendido y no interviene ningún
      modelo de lenguaje.</li>
    <li>Los mismos hallazgos dan el mismo consejo en todos los papeles e idiomas. Lo que se escribe se entiende con listas de
      palabras; lo entendido se repite antes de que cuente, si hay duda.</li>
    <li>Termina en uno de cuatro niveles: a urgencias ahora; visto y con prueba hoy; una llamada hoy a un profesional y visto
      en dos días; ninguna prueba por ahora.</li>
    <li>Si se equivoca, es hacia arriba: una respuesta que no se sabe nunca cuenta como «no»; una respuesta más nunca baja la
      urgencia, y una más grave nunca hace sospechar menos; a quien para antes se le dice que le vean hoy.</li>
    <li>Está hecha para adultos. Solo pregunta la edad dentro de una pregunta (70 años o más, con dolor repentino en el hueso
      de la espalda); a quien dice que tiene menos de 18 se le dice que le vean hoy.</li>
    <li>${says('notLookedFor')} La red de seguridad de la tarjeta nombra algunos de sus signos.</li>
    <li>Se fía de lo que cada uno dice de sí mismo. No explora, y no puede ver que una respuesta es errónea.</li>
  </ul>
  <p>Por favor, juzgue: ¿estaría conforme con este consejo para las próximas cien personas que llamen a su línea? ¿Qué falta,
    qué sobra, o qué está dicho de modo que un paciente lo entendería mal?</p>`,
  disputed: (says) => html`
  <p>Lo que aquí se dice de la práctica en otros lugares es conocimiento general; nada de ello es una cita.</p>
  <p><strong>Solo dolor en las dos piernas (regla E9).</strong> ${says('bothLegsPainCanPrecede')} Algunas unidades mandan a
    todo el que tiene ciática bilateral nueva a una RM de urgencia; otras esperan un signo de vejiga, intestino o silla de
    montar, porque la mayoría de esas pruebas no muestran compresión. Cauda lo toma como emergencia: no puede explorar, y
    no verla cuesta más. Si lo quiere como urgente, es una fila de la tabla.</p>
  <p><strong>Cualquier cáncer, alguna vez (regla U4).</strong> Aquí el dolor de espalda con un cáncer en cualquier momento
    de la vida se ve y se estudia hoy. Muchos no tomarían por motivo un cáncer de piel curado hace veinte años, ni un dolor
    como el de todos los años, y verían con más prisa el que se extiende al hueso (mama, próstata, pulmón, riñón,
    mieloma). Cauda no pregunta qué cáncer ni cuándo: la gente no lo sabe tan bien como para mandarla a casa por ello.</p>
  <p><strong>La lista de riesgos de infección (regla U3).</strong> Un riesgo basta sin fiebre, porque la fiebre falta a
    menudo. La diabetes solo cuenta con una infección reciente, los corticoides solo a dosis altas, la diálisis y la
    tuberculosis siempre; una infección de orina, un diente o una válvula del corazón infectados, o el alcohol solo, no se
    nombran. Todo ello podría trazarse de otro modo, y junto a un signo de los nervios cada uno es una emergencia (E8).</p>
  <p><strong>Sospecha de fractura por fragilidad (regla S1).</strong> El ACR valora la radiografía, la RM y la TC sin contraste
    como habitualmente adecuadas (leído solo en su resumen para pacientes). El American College of Physicians trataría
    primero la mayoría de los dolores de espalda agudos, y haría pruebas a las personas mayores con huesos frágiles solo si
    hay una señal de alarma clara. Que la radiografía vaya primero, de la columna dorsal y lumbar, es criterio nuestro; no ve
    las fracturas recientes, y la tarjeta lo dice. También lo es 70 años como edad: una más baja encuentra más
    fracturas y manda a más gente con un simple dolor de espalda a la radiografía.</p>
  <p><strong>Marcha insegura antigua.</strong> Quien anda inseguro desde hace más de un año, fue explorado por ello y no nota
    nada nuevo queda sin prueba. A quien le falta una de las tres cosas lo dice como signo de la médula y se le manda a
    urgencias (E6): con neuropatía, ictus antiguos o enfermedad de Parkinson a menudo será demasiado. Por teléfono no se
    distingue una mielopatía lenta de estas, así que Cauda se equivoca hacia arriba.</p>
  <p><strong>Debilidad de una pierna, por antigua que sea (regla U1).</strong> El artículo pide imagen sea cual sea la
    duración. Muchos verían primero una debilidad leve, estable y conocida, y harían la prueba días después. Cauda dice:
    visto y con prueba hoy; y si la debilidad es antigua: comparar con las imágenes previas antes de repetir.</p>
  <p><strong>Cuarenta y ocho horas.</strong> El artículo dice descompresión en 48 horas. Los cirujanos discuten si hay algún
    plazo seguro; la tarjeta de los profesionales dice cuanto antes, y que las horas cuentan desde el comienzo.</p>
  <p><strong>Contraste tras una operación.</strong> La regla M4 pide secuencias sin y con contraste tras cualquier operación
    de columna; los criterios valoran ambas formas como habitualmente adecuadas. El contraste nunca retrasa la prueba.</p>
  <h3>Decisiones nuestras, que quizá quiera de otro modo</h3>`,
  notVerified: [
    'El artículo que sigue el recorrido numera sus referencias del 1 al 5 sin enumerarlas; no se leyeron. Las cifras se dan como las da el artículo.',
    'Las tablas de valoración de las variantes 3 a 7 de los criterios del ACR: sus categorías se tomaron del resumen para pacientes (véase el capítulo sobre los criterios).',
    'El circuito del Reino Unido para la sospecha de síndrome de cola de caballo (GIRFT, 2023) y NICE NG234: solo se leyeron descripciones, así que no se imprimen sus plazos en horas.',
    'Las valoraciones de la variante 6 del ACR (huesos frágiles, corticoides, personas mayores) están solo en el resumen para pacientes; usar primero la radiografía no es de ellos.',
    'Ningún profesional ha revisado el contenido antes de este dosier, y nunca se comparó con la evolución de pacientes reales.',
  ],
  howToSign: (version) => html`
  <p>Para firmar, haga guardar esto como <code>sign-off.json</code> junto a este dosier, con su nombre, su cargo y la fecha:</p>
  ${signOffForm(version)}
  <p>La instalación nombra ese archivo en el ajuste <code>CAUDA_SIGN_OFF</code>. Desde entonces la bienvenida y cada última
    tarjeta dicen quién lo revisó y cuándo, en lugar de «no validado clínicamente». La firma vale solo para el contenido
    <code>${version}</code>: si cambia una pregunta, una regla, una fuente o un texto, las tarjetas vuelven por sí solas a
    decir que no está validado, y un dosier nuevo muestra qué cambió. La bienvenida y las tarjetas siguen diciendo que es una
    ayuda para decidir y no un diagnóstico. Su firma declara que el contenido es correcto; no es una validación
    clínica ni una autorización como producto sanitario.</p>
  <table class="signature"><tbody>
    <tr><th>Nombre</th><td></td></tr><tr><th>Cargo</th><td></td></tr><tr><th>Fecha</th><td></td></tr>
    <tr><th>Contenido</th><td><code>${version}</code></td></tr><tr><th>Firma</th><td></td></tr>
    <tr><th>Reservas</th><td class="tall"></td></tr>
  </tbody></table>`,

  pathway: html`<p>Dibujado a partir de la máquina de estados del propio programa. Una pregunta ya contestada se pasa; el
  color es la sección: señales de alarma, antecedentes, seguridad de la RM. Como mucho 17 preguntas; un caso corriente
  sin alarmas necesita 11. A pacientes y acompañantes la primera respuesta que hace una emergencia los interrumpe
  enseguida; enfermeras y profesionales siguen bajo un aviso fijo. «No sé» se pregunta otra vez con palabras más sencillas, y
  después cuenta como no sabido.</p>`,
  edges: {
    answered: '',
    weaknessDenied: 'sin debilidad',
    injuryIsMajor: 'lesión grave',
    scanIsAdvised: 'emergencia o urgente',
    fractureIsImaged: 'sospecha de fractura (S1)',
    professionalAnswers: 'enfermera o profesional',
    emergencyToTell: 'se cumple una regla de emergencia\\n(paciente o acompañante)',
  },
  states: { known: 'lo sabido', emergency: 'emergencia', finished: 'fin', continue: 'seguir' },
  sections: { 'red flags': 'señales de alarma', background: 'antecedentes', 'MRI safety': 'seguridad de la RM' },

  columns: {
    rule: 'Regla',
    when: 'Cuándo',
    suspects: 'Hace sospechar',
    gives: 'Da',
    because: 'Porque',
    what: 'Qué',
    change: 'Cambio',
    variant: 'Variante',
    typical: 'Hallazgos típicos',
    advises: 'Cauda aconseja',
    rated: 'Valoración',
  },
  decisions: {
    emergency: 'Emergencia: a urgencias ahora, imagen de emergencia, cirujano de columna avisado a la vez',
    urgent: 'Urgente: ninguna regla de emergencia; visto en persona y RM hoy',
    soon: 'Pronto: nada de lo anterior; una llamada hoy a un profesional, visto en dos días',
    routine: 'Sin urgencia',
    routineWhen:
      'Nada de lo anterior, y todas las preguntas hechas. Hasta entonces no hay tarjeta de «sin urgencia» ni de «pronto»: a quien para antes se le dice que le vean hoy, porque no se preguntó bastante.',
    imaging: 'Imagen, si es urgente o emergencia',
    imagingWhen: (
      usual,
    ) => html`Cada fila que se cumple figura en la tarjeta. Donde se cruzan: primero TC tras una lesión grave o si no hay RM; la
    columna entera antes que una parte; sin contraste en el embarazo; el contraste nunca retrasa la prueba. La prueba habitual es
    <strong>${usual}</strong>.`,
    fracture: 'Imagen, pronto: solo sospecha de fractura por fragilidad (S1)',
    fractureWhen: (usual) => html`Lo habitual: <strong>${usual}</strong>. Por S2 sola no se hace ninguna prueba.`,
    ifNotPossible: 'si no es posible',
  },
  joined: {
    always: 'siempre',
    together: 'junto con ',
    and: ', junto con ',
    or: '; o ',
    eitherOr: ' o ',
    notWith: 'no con ',
    for: 'para ',
    contrast: 'con contraste',
    noContrast: 'sin contraste',
  },
  fields: {
    modality: 'técnica',
    region: 'región',
    contrast: 'contraste',
    safetyCheck: 'control de seguridad para la RM',
    none: 'ninguno',
  },
  values: {
    mri: 'RM',
    ct: 'TC',
    radiograph: 'radiografía',
    lumbar: 'lumbar',
    'whole-spine': 'columna entera',
    thoracolumbar: 'dorsolumbar',
    without: 'sin',
    'with-and-without': 'sin y con',
    with: 'con',
    emergency: 'emergencia',
    urgent: 'urgente',
    soon: 'pronto',
    routine: 'sin urgencia',
  },

  legend: html`<span class="mark article">A 1</span> el artículo que sigue el recorrido, con el número de referencia que da; no
  enumera sus referencias.
  <span class="mark guideline">G</span> una guía publicada o la práctica general; qué se leyó de ella, más abajo;
  <span class="mark guideline">G sin comprobar</span> no releída para Cauda.
  <span class="mark policy">P</span> criterio propio de Cauda, del lado más seguro.`,
  unverifiedMark: 'sin comprobar',
  notReread: 'Dicho como práctica de guías, sin releer',
  readOfTheirSource: 'Afirmaciones de guías, con lo que se leyó de su fuente',

  cards:
    'Dibujadas con lo mismo que usa el chat de la página. Un toque abre lo marcado con ▸; de cada clase una está abierta aquí (▾).',
  acr: {
    read: (edition, table, summary) => `${edition}. Leído: ${table}; ${summary}`,
    noImaging: 'ninguna prueba por ahora',
    agreesOnNone: 'concuerda: toda imagen habitualmente no adecuada',
    ratings: {
      'usually appropriate': 'habitualmente adecuada',
      'may be appropriate': 'puede ser adecuada',
      differs: 'difiere',
    },
  },
  translations: {
    'ACR Appropriateness Criteria Low Back Pain, 2021 update (Hutchins et al., J Am Coll Radiol 2021;18(11S):S361-S379)':
      'ACR Appropriateness Criteria Low Back Pain, actualización de 2021 (Hutchins et al., J Am Coll Radiol 2021;18(11S):S361-S379)',
    'the titles of all variants, and the ratings of variants 1 and 2':
      'los títulos de todas las variantes y las valoraciones de las variantes 1 y 2',
    'the ratings of variants 3 to 7, in the summary for patients that the radiologists\' societies publish (radiologyinfo.org, "acs-low-back-pain"); which edition it sums up is not said, but its variants are those of 2021. The rating tables of variants 3 to 7 themselves, and the panel\'s reasons, could not be read.':
      'las valoraciones de las variantes 3 a 7, en el resumen para pacientes que publican las sociedades de radiología (radiologyinfo.org, «acs-low-back-pain»); no se dice qué edición resume, pero sus variantes son las de 2021. Las propias tablas de las variantes 3 a 7, y los motivos del panel, no se pudieron leer.',
    'Acute pain, no red flags, not treated yet': 'Dolor agudo, sin señales de alarma, aún sin tratar',
    'back pain alone': 'solo dolor de espalda',
    'pain down one leg': 'dolor que baja por una pierna',
    'constipation alone': 'solo estreñimiento',
    'Subacute or chronic pain, no red flags, not treated yet':
      'Dolor subagudo o crónico, sin señales de alarma, aún sin tratar',
    'old, unchanged leak of urine; pain down one leg':
      'pérdida de orina antigua y sin cambios; dolor que baja por una pierna',
    'Candidate for surgery or intervention after six weeks of treatment':
      'Candidato a cirugía o intervención tras seis semanas de tratamiento',
    'a weak leg that is not getting worse, pain down that leg':
      'una pierna débil que no empeora, dolor que baja por ella',
    'the same with a device that forbids MRI': 'lo mismo, con un dispositivo que impide la RM',
    'pain down one leg after six weeks of treatment, no deficit':
      'dolor que baja por una pierna tras seis semanas de tratamiento, sin déficit',
    'Cauda decides about today; it does not ask what was tried. Its routine card sends people to a clinician after 4 to 6 weeks, when imaging may be considered.':
      'Cauda decide sobre hoy; no pregunta qué se ha probado. Su tarjeta sin urgencia manda a un profesional a las 4 a 6 semanas, cuando se puede considerar la imagen.',
    'Suspected cauda equina syndrome': 'Sospecha de síndrome de cola de caballo',
    'numbness between the legs': 'adormecimiento entre las piernas',
    'cannot pass urine, pain down both legs': 'no puede orinar, dolor que baja por las dos piernas',
    'both legs weak, getting worse, new loss of stool': 'las dos piernas débiles, a peor, pérdida nueva de heces',
    'numbness between the legs with a device that forbids MRI':
      'adormecimiento entre las piernas con un dispositivo que impide la RM',
    'cannot pass urine where there is no MRI': 'no puede orinar, donde no hay RM',
    'numbness between the legs in pregnancy': 'adormecimiento entre las piernas en el embarazo',
    'Prior lumbar surgery, new or progressing symptoms': 'Cirugía lumbar previa, síntomas nuevos o que progresan',
    'operated on years ago, now a weak leg': 'operado hace años, ahora una pierna débil',
    'operated on three weeks ago, new pain': 'operado hace tres semanas, dolor nuevo',
    'operated on years ago, a weak leg, pregnant': 'operada hace años, una pierna débil, embarazada',
    'operated on three weeks ago, a device that forbids MRI':
      'operado hace tres semanas, un dispositivo que impide la RM',
    'operated on years ago, pain without a deficit': 'operado hace años, dolor sin déficit',
    'An operation more than six weeks ago is no red flag to Cauda. Without a deficit the result is routine; imaging of new symptoms is left to the clinician that the card names.':
      'Una operación de hace más de seis semanas no es señal de alarma para Cauda. Sin déficit el resultado es sin urgencia; la imagen de síntomas nuevos queda para el profesional que nombra la tarjeta.',
    'Low-velocity injury, osteoporosis, old age or long-term steroids':
      'Lesión de poca energía, osteoporosis, edad avanzada o corticoides prolongados',
    'a simple fall, now a weak leg': 'una caída simple, ahora una pierna débil',
    'a simple fall, no deficit and no hint of thin bones':
      'una caída simple, sin déficit y sin indicio de huesos frágiles',
    'Without thin bones, steroids or old age a simple fall is no red flag to Cauda; the criteria count the injury by itself. The next question asks about thin bones.':
      'Sin huesos frágiles, corticoides ni edad avanzada, una caída simple no es señal de alarma para Cauda; los criterios cuentan la lesión por sí sola. La pregunta siguiente es sobre los huesos frágiles.',
    'thin bones, new pain, no deficit': 'huesos frágiles, dolor nuevo, sin déficit',
    'The region differs: the criteria rate the lumbar spine; most of these fractures are at the thoracolumbar junction, so the X-ray takes in both.':
      'La región difiere: los criterios valoran la columna lumbar; la mayoría de estas fracturas están en la unión dorsolumbar, así que la radiografía abarca ambas.',
    'thin bones after a simple fall': 'huesos frágiles tras una caída simple',
    'thin bones, new pain, possibly pregnant': 'huesos frágiles, dolor nuevo, quizá embarazada',
    'thin bones and a numb patch on one leg': 'huesos frágiles y una zona adormecida en una pierna',
    'thin bones and a weak leg, a device that forbids MRI':
      'huesos frágiles y una pierna débil, un dispositivo que impide la RM',
    'Suspected cancer or infection, or weak immunity': 'Sospecha de cáncer o infección, o defensas bajas',
    'cancer in the past, new back pain': 'cáncer en el pasado, dolor de espalda nuevo',
    'The region differs: the criteria rate the lumbar spine; Cauda images the whole spine, because deposits are often at several levels.':
      'La región difiere: los criterios valoran la columna lumbar; Cauda estudia la columna entera, porque las metástasis están a menudo en varios niveles.',
    'fever with back pain': 'fiebre con dolor de espalda',
    'fever in pregnancy': 'fiebre en el embarazo',
    'cancer and a weak leg, a device that forbids MRI': 'cáncer y una pierna débil, un dispositivo que impide la RM',
    'fever where there is no MRI': 'fiebre, donde no hay RM',
    'A major injury (rule M5, CT first) and signs from the spinal cord (rule M3, whole spine) belong to other topics of the criteria, which were not read.':
      'Una lesión grave (regla M5, primero TC) y los signos de la médula (regla M3, columna entera) pertenecen a otros temas de los criterios, que no se leyeron.',
    'The welcome with the first question (patient)': 'La bienvenida con la primera pregunta (paciente)',
    'A personal question (patient)': 'Una pregunta íntima (paciente)',
    'The same after "not sure", in simpler words (patient)':
      'Una pregunta tras «no sé», con palabras más sencillas (paciente)',
    'An emergency interrupts (patient)': 'Una emergencia interrumpe (paciente)',
    'A question under a standing emergency (nurse)': 'Una pregunta bajo una emergencia que sigue en pie (enfermera)',
    'Emergency, at the end (patient)': 'Emergencia, al final (paciente)',
    'Emergency, at the end (clinician)': 'Emergencia, al final (profesional)',
    'Urgent (nurse)': 'Urgente (enfermera)',
    'Urgent (patient)': 'Urgente (paciente)',
    'Soon, thin bones (patient)': 'Pronto, huesos frágiles (paciente)',
    'Soon, thin bones (clinician)': 'Pronto, huesos frágiles (profesional)',
    'Soon, an answer not known (nurse)': 'Pronto, una respuesta que no se sabe (enfermera)',
    'Routine (patient)': 'Sin urgencia (paciente)',
    'Routine (clinician)': 'Sin urgencia (profesional)',
    'Stopped before enough was asked (patient)': 'Parada antes de preguntar bastante (paciente)',
    'Under 18 with no warning sign (carer)': 'Menor de 18 sin señales de alarma (acompañante)',
    'Before an emergency answer is taken back (patient)': 'Antes de retirar una respuesta de emergencia (paciente)',
    'Words about another emergency (patient)': 'Palabras sobre otra emergencia (paciente)',
    'All answers, to change one (patient)': 'Todas las respuestas, para cambiar una (paciente)',
    'What an answered question becomes': 'En qué se convierte una pregunta contestada',
    'A tap on a card that is old': 'Un toque en una tarjeta antigua',
  },

  proved: ({ questions, answers, findings, rules, assignments }) =>
    `${questions} preguntas admiten ${answers} respuestas, así que hay unos ${findings} conjuntos distintos de respuestas (contando «sin preguntar»). Las ${rules} reglas están demostradas para todos ellos: una regla que solo lee las preguntas que nombra se conoce del todo por las ${assignments} asignaciones de estas, y que no lee ninguna otra es parte de la demostración. Una segunda copia de las tablas de decisión, escrita a mano como tabla de verdad, se compara con las reglas en cada una.`,
  notRun: html`Las pruebas <strong>no se ejecutaron</strong> para este dosier.`,
  run: (passed, failed) => html`Ejecutadas al escribir este dosier, sobre este contenido:
      <strong>${passed} pruebas pasadas, ${failed} fallidas.</strong>`,
  sentencesAre: 'Las frases son los nombres de las pruebas del programa, en inglés.',
  cases: (count) => `(${count} casos)`,
  failed: (count) => `${count} FALLIDAS`,

  noEarlierPack: html`No se dio un dosier anterior, así que todo se ha de leer como nuevo.
      (Un dosier posterior nombra al que le precede: <code>npm run review-pack -- --since dosier-firmado.html</code>.)`,
  nothingChanged: (version) => `Nada ha cambiado desde el contenido ${version}.`,
  changed: (count, version) => `${count} cambios desde el contenido ${version}, que fue el último firmado.`,
  kinds: { new: 'nuevo', gone: 'quitado', changed: 'cambiado' },
  codeChanged: (files) =>
    `También cambió el código de estos archivos: ${files}. Si la tabla de arriba no muestra ninguna regla distinta, pida a un desarrollador que diga por qué.`,

  roles: {
    self: 'Paciente',
    carer: 'Quien está con el paciente',
    nurse: 'Enfermera al teléfono',
    clinician: 'Profesional',
  },
  parts: { ask: 'Pregunta', simpler: 'Tras «no sé»', help: 'Ayuda', why: 'Por qué' },
  askedBecause: 'Se pregunta porque:',
  drawings: 'Se muestra, si se pide, a pacientes y acompañantes:',
  advice: {
    dispositions: 'Títulos y resúmenes de la última tarjeta',
    actions: 'Qué hacer',
    notes: 'Notas sobre la prueba',
    alternatives: 'Si esa prueba no es posible',
    conditions: 'Sospechas (solo profesionales)',
    practicePoints: 'Puntos prácticos (solo profesionales)',
  },
  advisees: { self: 'Paciente', nurse: 'Enfermera', clinician: 'Profesional' },
  inserted: { signs: '[las respuestas que decidieron]', unknown: '[lo que no se sabe]' },
};
