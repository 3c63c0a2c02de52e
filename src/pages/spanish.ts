/** The pages' own words in Spanish, by their English. Not yet reviewed by a clinician. */
export const spanish = {
  'Cauda: back pain questions': 'Cauda: preguntas sobre el dolor de espalda',
  'back pain questions': 'dolor de espalda',
  Close: 'Cerrar',
  'Close the chat': 'Cerrar el chat',
  Conversation: 'Conversación',
  'Tap an answer, or type it': 'Toque o escriba',
  'If you get worse, do not wait for this page: go to an emergency department.':
    'Si empeora, no espere a esta página: vaya a urgencias.',
  'Cauda cannot be reached just now.': 'Ahora mismo no se puede conectar con Cauda.',
  'If you get worse, do not wait for this page: call': 'Si empeora, no espere a esta página: llame al',
  'You are offline. What you answer is kept, and goes by itself when the connection is back.':
    'No hay conexión. Lo que responda se guarda y se envía solo cuando vuelva.',
  'The connection is slow. Your answer is kept, and goes by itself.':
    'La conexión es lenta. Su respuesta se guarda y se envía sola.',
  'Sending…': 'Enviando…',
  Call: 'Llamar al',
  'What to do': 'Qué hacer',
  'Your answers are deleted.': 'Sus respuestas están borradas.',
  'Nothing of this conversation is left, here or on the server. If you get worse, go to an emergency department.':
    'No queda nada de esta conversación, ni aquí ni en el servidor. Si empeora, vaya a urgencias.',
  'This conversation was left too long and is closed.': 'Esta conversación se dejó demasiado tiempo y está cerrada.',
  'Your earlier conversation was left too long to go on with it here, so this is a new one.':
    'Su conversación anterior se dejó demasiado tiempo para seguir aquí, así que esta es nueva.',
  'Go on with your earlier conversation?': '¿Seguir con su conversación anterior?',
  'One from before is still kept in this browser. If it is not yours, start a new one.':
    'En este navegador queda una de antes. Si no es suya, empiece una nueva.',
  'Go on': 'Seguir',
  'Start a new one': 'Empezar una nueva',
  'Not counted: that was very quick. Read the question, then tap.':
    'No contó: fue muy rápido. Lea la pregunta y luego toque.',
  'Try again': 'Probar otra vez',
  'Start again': 'Empezar de nuevo',
  'All right': 'De acuerdo',
  'Cauda: nurse hotline': 'Cauda: línea de enfermería',
  'nurse hotline': 'línea de enfermería',
  'Copy for the record': 'Copiar para la historia',
  Copied: 'Copiado',
  'Could not copy: print instead': 'No se pudo copiar: imprima',
  Print: 'Imprimir',
  'New caller': 'Otra llamada',
  'Questions for the caller': 'Preguntas para quien llama',
  'Worksheet of this call': 'Hoja de esta llamada',
  'Answers so far': 'Respuestas hasta ahora',
  'The answers and the advice so far appear here.': 'Aquí aparecen las respuestas y el consejo hasta ahora.',
  'Keys 1 to 9 choose an answer while the cursor is not in the text box.':
    'Las teclas 1 a 9 eligen una respuesta mientras el cursor no esté en el cuadro de texto.',
  'Start with a new caller? This worksheet is closed. Copy or print it first if you need it.':
    '¿Empezar con otra llamada? Esta hoja se cierra. Cópiela o imprímala antes si la necesita.',
  'Stay with this caller': 'Seguir con esta llamada',
  'Not known': 'No se sabe',
  'Not asked yet': 'Aún sin preguntar',
  'All questions asked': 'Preguntado todo',
  'not all questions asked': 'faltan preguntas',
  'Questions are still open': 'Quedan preguntas abiertas',
  'So far: it can still rise': 'Por ahora: aún puede subir',
  emergency: 'urgencia inmediata',
  urgent: 'urgente',
  soon: 'pronto',
  'Cauda, low back pain, nurse hotline': 'Cauda, dolor lumbar, línea de enfermería',
  'Decision support, not a diagnosis; not clinically validated.':
    'Ayuda a decidir, no es un diagnóstico; no validado clínicamente.',
};
