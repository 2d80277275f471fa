package dev.skep.asm;

/**
 * A CO-RE relocation of the next instruction: the loader replaces its immediate or offset by what it finds in the
 * running kernel's BTF. The instruction holds the value that is true for the local type.
 *
 * @param kind what is asked
 * @param type symbol of the root type, resolved by whoever writes the BTF
 * @param access path from the root: decimal indices with colons between, {@code 0:3:1}
 */
public record CoreMark(CoreKind kind, String type, String access) implements CodeElement {
    @Override
    public void accept(Visitor visitor) {
        visitor.coreMark(this);
    }
}
