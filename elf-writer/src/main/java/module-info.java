/** ELF, BTF and BPF objects: written and read. */
module dev.skep.elfwriter {
    requires static org.jspecify;
    requires transitive dev.skep.assembler;

    exports dev.skep.btf;
    exports dev.skep.elf;
    exports dev.skep.object;
    exports dev.skep.object.link;
    exports dev.skep.object.lint;
    exports dev.skep.object.text;
}
