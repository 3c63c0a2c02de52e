/**
 * The desk's own words; those of questions, answers and advice come from the server. Not yet reviewed by a clinician.
 * @type {Readonly<Record<string, readonly [english: string, spanish: string]>>}
 */
const words = {
  desk: ['Cauda desk', 'Puesto Cauda'],
  queue: ['Calls of today', 'Llamadas de hoy'],
  newCall: ['New call', 'Nueva llamada'],
  find: ['Find by reference', 'Buscar por referencia'],
  open: ['Open', 'Abrir'],
  myCalls: ['Mine', 'Mías'],
  reference: ['Reference', 'Referencia'],
  begun: ['Begun', 'Empezó'],
  age: ['Age', 'Edad'],
  disposition: ['Advice', 'Consejo'],
  owner: ['With', 'La lleva'],
  nobody: ['nobody', 'nadie'],
  state: ['State', 'Estado'],
  stateopen: ['open', 'abierta'],
  stateclosed: ['ended', 'terminada'],
  statehandedOver: ['handed over', 'traspasada'],
  noCalls: ['No calls yet today.', 'Aún no hay llamadas hoy.'],
  soFar: ['so far', 'por ahora'],
  call: ['Call', 'Llamada'],
  advise: ['Advice', 'Consejo'],
  nothingAloud: [
    'There is no advice yet: nothing was found, and questions are open.',
    'Aún no hay consejo: no se ha encontrado nada y quedan preguntas.',
  ],
  homeFirst: ['Home leads to the next question.', 'Inicio lleva a la pregunta siguiente.'],
  goOn: ['Next question', 'Siguiente pregunta'],
  home: ['Home', 'Inicio'],
  allKept: ['All calls that are kept', 'Todas las llamadas guardadas'],
  audit: ['Audit trail', 'Registro de accesos'],
  erase: ['Erase', 'Borrar'],
  eraseMore: [
    'The call is erased for good. That it was there, and who erased it, stays in the audit trail. Type its reference.',
    'La llamada se borra para siempre. Que existió y quién la borró queda en el registro de accesos. Escriba su referencia.',
  ],
  eraseOther: ['That is not the reference of this call.', 'Esa no es la referencia de esta llamada.'],
  back: ['Back', 'Atrás'],
  why: ['Why', 'Por qué'],
  help: ['Help', 'Ayuda'],
  simpler: ['Simpler', 'Más fácil'],
  note: ['Note', 'Nota'],
  caller: ['Caller', 'Quien llama'],
  judge: ['Judge', 'Criterio'],
  moreUrgent: ['More urgent', 'Más urgente'],
  lessUrgent: ['Less urgent', 'Menos urgente'],
  unjudge: ['Withdraw judgement', 'Retirar el criterio'],
  end: ['Stop, end call', 'Parar, fin'],
  handOver: ['Hand over', 'Traspasar'],
  copy: ['Copy', 'Copiar'],
  copied: ['Copied for the record.', 'Copiado para la historia.'],
  notCopied: ['It could not be copied. Print it instead.', 'No se pudo copiar. Imprímalo.'],
  print: ['Print', 'Imprimir'],
  toQueue: ['Queue', 'Lista'],
  lockNow: ['Lock', 'Bloquear'],
  signOut: ['Sign out', 'Cerrar sesión'],
  local: ['This computer: nobody signed in', 'Este equipo: sin sesión'],
  language: ['Español', 'English'],
  type: ["Type the caller's words", 'Escriba lo que dice quien llama'],
  send: ['Enter', 'Intro'],
  script: ['Read aloud, ask', 'Lea en voz alta, pregunte'],
  questions: ['All questions', 'Todas las preguntas'],
  record: ['Record of the call', 'Registro de la llamada'],
  sectionredflags: ['Warning signs', 'Signos de alarma'],
  sectionbackground: ['Background', 'Antecedentes'],
  sectionMRIsafety: ['For the scanner', 'Para la prueba'],
  notAskedHere: ['not asked in this call', 'no se pregunta en esta llamada'],
  none: ['None of these', 'Nada de esto'],
  there: ['Yes: act on it first', 'Sí: actúe primero'],
  timer: ['Time', 'Tiempo'],
  sending: ['Sending …', 'Enviando …'],
  wait: [
    'Wait: the last answer is still on its way. This key did nothing.',
    'Espere: la última respuesta aún se está enviando. Esta tecla no hizo nada.',
  ],
  noLine: [
    'No line to the server. What you did last is kept here and is sent again by itself. Go on by telephone as you would on paper.',
    'Sin conexión con el servidor. Lo último que hizo se guarda aquí y se enviará solo. Siga por teléfono como lo haría en papel.',
  ],
  settleFirst: ['First settle what was typed.', 'Primero resuelva lo escrito.'],
  noSuchKey: ['That number is no answer here.', 'Ese número no es una respuesta aquí.'],
  allAsked: ['All questions are asked.', 'Ya se ha preguntado todo.'],
  heard: ['Heard', 'Oído'],
  heardNothing: ['Nothing was understood.', 'No se entendió nada.'],
  heardEmergency: ['Another emergency: noted.', 'Otra urgencia: anotada.'],
  heardUnder18: ['Under 18: noted.', 'Menor de 18: anotado.'],
  unheard: ['Not heard', 'No oído'],
  didYouMean: ['Probably', 'Probablemente'],
  yesRecord: ['Yes, record', 'Sí, registrar'],
  asNote: ['Keep as a note', 'Guardar como nota'],
  typeAgain: ['Type again', 'Escribir otra vez'],
  done: ['Seen, go on', 'Visto, seguir'],
  takesAway: ['This takes an emergency away', 'Esto retira una urgencia inmediata'],
  takesAwayMore: [
    'The first answer stays on the record, and the clinician is told of it.',
    'La primera respuesta queda en el registro y se informa al médico.',
  ],
  keepIt: ['Keep the emergency', 'Mantener la urgencia'],
  takeAway: ['Take it back', 'Retirarla'],
  stale: [
    'That question was answered otherwise meanwhile. Look at it again.',
    'Esa pregunta se respondió de otra forma mientras tanto. Mírela otra vez.',
  ],
  notYours: [
    'Somebody else has this call. Take it over to act on it.',
    'Otra persona lleva esta llamada. Tómela para actuar.',
  ],
  takeOver: ['Take over', 'Tomar la llamada'],
  nothingToGoBackTo: ['There is nothing to go back to.', 'No hay nada a lo que volver.'],
  noSuchAnswer: ['That is no answer to this question.', 'Eso no es una respuesta a esta pregunta.'],
  needsWords: ['Less urgent needs your reason in words.', 'Menos urgente necesita su motivo con palabras.'],
  wrongReason: ['That reason does not fit.', 'Ese motivo no encaja.'],
  sameAsComputed: ['That is what the record says already.', 'Eso ya lo dice el registro.'],
  needsSecond: [
    'Below an emergency a second person signs. Let them sign in here.',
    'Por debajo de una urgencia firma una segunda persona. Que inicie sesión aquí.',
  ],
  secondSign: ['Second person signs', 'Firma otra persona'],
  secondSigned: ['Second person signed.', 'Ha firmado otra persona.'],
  secondNeedsSignIn: [
    'Nobody can sign here: this desk has no sign-in.',
    'Nadie puede firmar aquí: este puesto no tiene inicio de sesión.',
  ],
  noSuchCall: ['There is no call of that reference.', 'No hay ninguna llamada con esa referencia.'],
  trouble: ['That did not work. Try again.', 'No ha funcionado. Inténtelo otra vez.'],
  cancel: ['Cancel', 'Cancelar'],
  save: ['Save', 'Guardar'],
  confirmLess: ['Confirm: less urgent', 'Confirmar: menos urgente'],
  reason: ['Reason', 'Motivo'],
  inWords: ['In your words', 'Con sus palabras'],
  level: ['Your judgement', 'Su criterio'],
  who: ['Who has the pain', 'Quién tiene el dolor'],
  self: ['The caller', 'Quien llama'],
  other: ['Somebody else', 'Otra persona'],
  relation: ['Relation', 'Relación'],
  callback: ['Call back on', 'Teléfono para devolver la llamada'],
  interpreter: ['Interpreter', 'Intérprete'],
  callerLanguage: ['The caller speaks', 'Quien llama habla'],
  english: ['English', 'inglés'],
  spanish: ['Spanish', 'español'],
  how: ['How it ended', 'Cómo terminó'],
  complete: ['Complete', 'Completa'],
  disconnected: ['Broken off', 'Cortada'],
  transferred: ['Put through', 'Transferida'],
  declined: ['Advice declined', 'Consejo rechazado'],
  readBack: ['Tick what the caller read back', 'Marque lo que repitió quien llama'],
  callbackWhen: ['When and why to call back', 'Cuándo y por qué devolver la llamada'],
  endCall: ['End the call', 'Terminar la llamada'],
  ended: [
    'This call has ended. Any answer opens it again.',
    'Esta llamada ha terminado. Cualquier respuesta la abre otra vez.',
  ],
  handedOver: ['This call is handed over.', 'Esta llamada se ha traspasado.'],
  handOverTo: ['To whom', 'A quién'],
  code: ['Code', 'Código'],
  receivingPage: [
    'The receiving desk opens it with reference and code at',
    'El puesto que recibe la abre con referencia y código en',
  ],
  about: ['About', 'Sobre'],
  theCall: ['the call', 'la llamada'],
  locked: ['Locked', 'Bloqueado'],
  lockedMore: [
    'Nobody was here for a while. Nothing is lost: sign in again and go on.',
    'No hubo nadie durante un rato. No se pierde nada: inicie sesión y siga.',
  ],
  signIn: ['Sign in', 'Iniciar sesión'],
  keys: ['Keys', 'Teclas'],
  keysMore: [
    '1-9 answer · ↑ ↓ question · Home next · T type · Esc leave',
    '1-9 responder · ↑ ↓ pregunta · Inicio siguiente · T escribir · Esc salir',
  ],
};

const spoken = ['en', 'es'];
const kept = 'cauda.desk.language';

/** The nurse's own language: chosen here, else the browser's. What a caller speaks never changes it. */
export const language = (() => {
  const wanted =
    new URLSearchParams(location.search).get('locale') ?? localStorage.getItem(kept) ?? navigator.language ?? 'en';
  const [tag = 'en'] = wanted.toLowerCase().split('-');
  return spoken.includes(tag) ? tag : 'en';
})();

/** With the region, for the emergency number. */
export const locale = navigator.language.toLowerCase().startsWith(language) ? navigator.language : language;

export function changeLanguage() {
  localStorage.setItem(kept, spoken.find((tag) => tag !== language) ?? language);
  const url = new URL(location.href);
  url.searchParams.delete('locale');
  location.replace(url);
}

/**
 * Words of the desk by their name.
 * @param {string} name
 */
export const word = (name) => words[name]?.[spoken.indexOf(language)] ?? name;
