package dev.skep.architecture;

/** One module: the packages that it holds. */
enum Room {
    // spotless:off
    ASSEMBLER   ("dev.skep.assembler",   "dev.skep.asm..", "dev.skep.kernel.."),
    ELF_WRITER  ("dev.skep.elfwriter",   "dev.skep.btf..", "dev.skep.elf..", "dev.skep.object.."),
    COMPILER    ("dev.skep.compiler",    "dev.skep.ir..", "dev.skep.compiler.."),
    DSL         ("dev.skep.dsl",         "dev.skep.dsl..", "dev.skep.lang.."),
    PROCESSOR   ("dev.skep.processor",   "dev.skep.processor.."),
    CLI         ("dev.skep.cli",         "dev.skep.cli.."),
    SAMPLES     ("dev.skep.samples",     "dev.skep.samples.."),
    TESTKIT     ("dev.skep.testkit",     "dev.skep.testkit..");
    // spotless:on

    private final String module;
    private final String[] packages;

    Room(String module, String... packages) {
        this.module = module;
        this.packages = packages;
    }

    /** The name in {@code module-info.java}. */
    String module() {
        return module;
    }

    /** As ArchUnit's package patterns. */
    String[] packages() {
        return packages.clone();
    }
}
