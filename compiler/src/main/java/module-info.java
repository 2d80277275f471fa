/** The typed IR that the front ends meet in, and its way down to a BPF object. */
module dev.skep.compiler {
    requires static org.jspecify;
    requires transitive dev.skep.assembler;
    requires transitive dev.skep.elfwriter;

    exports dev.skep.compiler;
    exports dev.skep.compiler.report;
    exports dev.skep.ir;
    exports dev.skep.ir.build;
    exports dev.skep.ir.check;
    exports dev.skep.ir.text;
}
