package dev.skep.object;

import dev.skep.asm.Code;
import dev.skep.asm.SourceLine;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;

/**
 * A function that programs call or hand to the kernel as a callback.
 *
 * @param linkage {@code STATIC}: verified with each caller; {@code GLOBAL}: verified once, by its prototype
 * @param code the code; its name is the function's
 * @param prototype the {@code FUNC_PROTO}
 * @param declared where it is declared
 */
public record BpfFunction(BtfLinkage linkage, Code code, BtfId prototype, SourceLine declared) implements BpfRoutine {
    public BpfFunction {
        if (linkage == BtfLinkage.EXTERN) {
            throw new IllegalArgumentException(
                    "function " + code.name() + " has code and is extern; the linkage is static or global");
        }
    }
}
