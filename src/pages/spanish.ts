/** The pages' own words in Spanish, by their English. Not yet reviewed by a clinician. */
export const spanish = {
  'Cauda: back pain questions': 'Cauda: preguntas sobre el dolor de espalda',
  'back pain questions': 'dolor de espalda',
  Close: 'Cerrar',
  'Close the chat': 'Cerrar el chat',
  Conversation: 'Conversación',
  'Tap an answer, or type it': 'Toque o escriba',
  'Type, or choose a button in the message.': 'Escriba, o elija un botón del mensaje.',
  'If you get worse, do not wait for this page: go to an emergency department.':
    'Si empeora, no espere a esta página: vaya a urgencias.',
  'Cauda cannot be reached just now.': 'Ahora mismo no se puede conectar con Cauda.',
  'If you get worse, do not wait for this page: call': 'Si empeora, no espere a esta página: llame al',
  'You are offline. What you answer is kept, and goes by itself when the connection is back.':
    'No hay conexión. Lo que responda se guarda y se envía solo cuando vuelva.',
  'The connection is slow. Your answer is kept, and goes by itself.':
    'La conexión es lenta. Su respuesta se guarda y se envía sola.',
  'Sending…': 'Enviando…',
  Send: 'Enviar',
  Menu: 'Menú',
  'Delete my answers': 'Borrar mis respuestas',
  Privacy: 'Privacidad',
  'My result': 'Mi resultado',
  'Print or save': 'Imprimir o guardar',
  Share: 'Compartir',
  'Back to the chat': 'Volver al chat',
  'Cauda, low back pain: your result': 'Cauda, dolor lumbar: su resultado',
  'For the desk: the code holds the result in short. No server is asked.':
    'Para el mostrador: el código contiene el resultado en breve. No se consulta ningún servidor.',
  'Without a connection the result cannot be opened here. It stands in the chat.':
    'Sin conexión el resultado no se puede abrir aquí. Está en el chat.',
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
  'Are you still there? If nobody touches this page, it is cleared in half a minute.':
    '¿Sigue ahí? Si nadie toca esta página, se borra en medio minuto.',
  'I am still here': 'Sigo aquí',
};
