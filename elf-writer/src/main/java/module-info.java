/** ELF, BTF and BPF objects: written and read. */
module dev.skep.elfwriter {
    requires static transitive org.jspecify;
    requires transitive dev.skep.assembler;

    exports dev.skep.btf;
    exports dev.skep.elf;
    exports dev.skep.elf.text;
    exports dev.skep.object;
}
