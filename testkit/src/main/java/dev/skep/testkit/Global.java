package dev.skep.testkit;

/** A global variable of a loaded object: a part of the value of its section's map. */
public final class Global {
    private static final byte[] ONLY_KEY = NativeOrder.u32(0);

    private final ElfSymbols.Variable variable;
    private final LoadedMap section;

    Global(ElfSymbols.Variable variable, LoadedMap section) {
        this.variable = variable;
        this.section = section;
    }

    /** Its bytes now. */
    public byte[] bytes() {
        byte[] bytes = new byte[variable.size()];
        System.arraycopy(sectionBytes(), variable.offset(), bytes, 0, bytes.length);
        return bytes;
    }

    /** Its value now as an unsigned number; it has 1, 2, 4 or 8 bytes. */
    public long number() {
        return NativeOrder.number(bytes());
    }

    /** Sets its bytes. The kernel refuses it for {@code .rodata}, which is set before the object is loaded. */
    public void set(byte[] bytes) {
        byte[] all = sectionBytes();
        variable.put(bytes, all);
        section.update(ONLY_KEY, all);
    }

    /** Sets a variable of 1, 2, 4 or 8 bytes. */
    public void set(long value) {
        set(NativeOrder.sized(value, variable.size()));
    }

    private byte[] sectionBytes() {
        return section.lookup(ONLY_KEY)
                .orElseThrow(() -> new IllegalStateException("map " + section.name() + " has no value"));
    }
}
