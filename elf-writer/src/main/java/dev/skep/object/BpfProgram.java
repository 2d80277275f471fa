package dev.skep.object;

import dev.skep.asm.Code;
import dev.skep.asm.SourceLine;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.kernel.SectionName;

/**
 * An entry program: the kernel calls it where it is attached.
 *
 * @param section the ELF section, which says what kind of program it is and where it attaches; several programs may share one
 * @param code the code; its name is the program's
 * @param prototype the {@code FUNC_PROTO}, {@code int (void *ctx)} mostly
 * @param declared where it is declared
 */
public record BpfProgram(SectionName section, Code code, BtfId prototype, SourceLine declared) implements BpfRoutine {
    @Override
    public BtfLinkage linkage() {
        return BtfLinkage.GLOBAL;
    }
}
