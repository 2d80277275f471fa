package dev.skep.asm;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import dev.skep.testkit.LoadedCode;
import dev.skep.testkit.ProgramKind;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** Code run by the kernel as an XDP program on 64 bytes of zeros. */
final class InKernel {
    private static final byte[] PACKET = new byte[64];

    private InKernel() {}

    /** Returns what the program returned. */
    static int run(MachineCode code) {
        Kernel.require();
        try (LoadedCode loaded = load(code)) {
            return loaded.program().run(PACKET).returnValue();
        }
    }

    static int run(Consumer<CodeBuilder> body) {
        return run(Assembler.assemble(Code.of("test", body), IsaVersion.V4));
    }

    /** Returns the verifier's log, which repeats every instruction, of a program that it takes or not. */
    static String log(Consumer<CodeBuilder> body) {
        Kernel.require();
        try (LoadedCode loaded = load(Assembler.assemble(Code.of("test", body), IsaVersion.V4))) {
            return loaded.program().log().text();
        } catch (KernelRefused refused) {
            return refused.log();
        }
    }

    private static LoadedCode load(MachineCode code) {
        return Kernel.loadCode(ProgramKind.XDP, code.bytes(ByteOrder.nativeOrder()));
    }
}
