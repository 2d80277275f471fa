/** The eBPF instruction set as Java: instructions, code, labels, encoding and the kernel facts they refer to. */
module dev.skep.assembler {
    requires static org.jspecify;

    exports dev.skep.asm;
    exports dev.skep.asm.text;
    exports dev.skep.kernel;
}
