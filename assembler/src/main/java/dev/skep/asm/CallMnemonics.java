package dev.skep.asm;

import dev.skep.kernel.Helper;

/** Calls: arguments in r1 to r5, the result in r0. */
public sealed interface CallMnemonics extends Mnemonics permits CodeBuilder {
    /** Emits {@code r0 = helper(r1, r2, r3, r4, r5)}; r1 to r5 are lost. */
    default CodeBuilder call(Helper helper) {
        return callHelper(helper.id());
    }

    /** Emits {@code r0 = helper(r1, r2, r3, r4, r5)} by the helper's number, for one that is not in the table yet. */
    default CodeBuilder callHelper(int id) {
        return with(new CallInstruction.Helper(id));
    }

    /** Emits {@code r0 = function(r1, r2, r3, r4, r5)}: a function of the program, by name. */
    default CodeBuilder call(String function) {
        return with(new CallInstruction.Function(new SymbolReference.FunctionReference(function)));
    }

    /** Emits {@code r0 = to(r1, r2, r3, r4, r5)}: a function that lies in this same code; kernel 4.16. */
    default CodeBuilder call(JumpTarget to) {
        return with(new CallInstruction.Local(to));
    }

    /** Emits {@code r0 = kfunc(r1, r2, r3, r4, r5)}: a kernel function, by name; kernel 5.13. */
    default CodeBuilder callKfunc(String name) {
        return with(new CallInstruction.Kfunc(new SymbolReference.KfuncReference(name)));
    }
}
