package dev.skep.asm.text;

/** Makes jumps long that do not reach. */
final class Relaxation {
    private final Draft draft;

    Relaxation(Draft draft) {
        this.draft = draft;
    }

    void apply() {
        draft.sections.stream().filter(SectionDraft::isCode).forEach(this::apply);
    }

    private void apply(SectionDraft section) {
        // see below
    }
}
