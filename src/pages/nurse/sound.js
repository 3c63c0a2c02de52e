/** A short low tone: a key did nothing. */
export function refuseSound() {
  try {
    context ??= new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = 220;
    volume.gain.value = 0.08;
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + 0.12);
  } catch {
    // A browser without sound still says it in words.
  }
}
/** @type {AudioContext | undefined} */
let context;
