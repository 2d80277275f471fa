/**
 * The judges that Skep did not write: the running kernel through libbpf, and other tools as processes.
 *
 * <p>A test asks for its judge first, which skips it aloud where the judge is missing (and fails it where the environment
 * says {@code CI=true}), and then lets the judge judge:
 *
 * <pre>{@code
 * Kernel.require();
 * try (LoadedObject object = Kernel.open(bytes).set("dropUdp", 1).load()) {
 *     Run run = object.program("count").run(packet);
 *     assertThat(run.returnValue()).isEqualTo(1);
 *     assertThat(object.map("hits").lookup(NativeOrder.u32(17))).hasValue(NativeOrder.u64(1));
 *     assertThat(object.global("seen").number()).isEqualTo(1);
 * }
 * }</pre>
 *
 * An object that does not load is a {@link dev.skep.testkit.KernelRefused} that carries the verifier's whole log. Bare
 * instructions, without an object around them, are loaded and run by {@link dev.skep.testkit.Kernel#loadCode}:
 *
 * <pre>{@code
 * try (LoadedCode code = Kernel.loadCode(ProgramKind.XDP, instructions)) {
 *     assertThat(code.program().run(packet).returnValue()).isEqualTo(2);
 * }
 * }</pre>
 *
 * Tools are run to their end, with a time limit:
 *
 * <pre>{@code
 * Output listing = Judge.require("llvm-objdump-19").run("-d", file.toString()).orFail();
 * }</pre>
 *
 * {@link dev.skep.testkit.NetworkNamespace}, {@link dev.skep.testkit.Cgroup} and {@link dev.skep.testkit.BpfFs} give a test a
 * place of its own to attach and to pin in; they are gone when closed. {@link dev.skep.testkit.Shared} finds material that lies beside the project on
 * some machines. {@link dev.skep.testkit.guest} boots other kernels than the running one, and
 * {@link dev.skep.testkit.packages} has the tools that no machine has installed. The kit depends on no other module of
 * Skep: it takes bytes and paths.
 */
@NullMarked
package dev.skep.testkit;

import org.jspecify.annotations.NullMarked;
