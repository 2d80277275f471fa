package dev.skep.asm;

/**
 * {@code label:} the place of a label, before the next instruction.
 *
 * @param label the label bound here
 */
public record LabelTarget(Label label) implements CodeElement {
    @Override
    public void accept(Visitor visitor) {
        visitor.labelTarget(this);
    }
}
