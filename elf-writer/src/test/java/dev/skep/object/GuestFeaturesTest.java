package dev.skep.object;

import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.elf.ByteString;
import dev.skep.kernel.Helper;
import dev.skep.object.BpfExtern.Ksym;
import dev.skep.object.BpfExtern.Strength;
import dev.skep.object.BpfStructOps.Attach;
import dev.skep.testkit.loader.Drivers;
import dev.skep.testkit.loader.Judgement;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Request;
import dev.skep.testkit.loader.Trial;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.JudgeKernel;
import dev.skep.testkit.matrix.JudgePlan;
import dev.skep.testkit.matrix.Matrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this machine's kernel cannot have, in guests that can: tracing and LSM programs, tables that are attached, variables. */
class GuestFeaturesTest {
    private static final int NAME = 16;

    @TempDir
    Path folder;

    @Test
    void attachesWhatTheHostCannot() throws IOException {
        assumeTrue(Boolean.getBoolean("skep.all"), "guests are started with -Dskep.all=true");
        var objects = List.of(
                write("tracing", tracing()),
                write("registered", congestion(Attach.REGISTER)),
                write("linked", congestion(Attach.LINK)));
        var matrix = judge(
                objects,
                EnumSet.of(JudgeKernel.V6_12, JudgeKernel.NEWEST),
                Request.load().attaching());
        assertThat(matrix.rows()).hasSize(3 + 3 + 3);
        assertThat(judgements(matrix))
                .as(matrix.text())
                .extracting(Judgement::attachment)
                .containsOnly(new Trial.Attached());
    }

    /** The kernel schedules by our table as long as it is attached. */
    @Test
    void attachesAScheduler() throws IOException {
        assumeTrue(Boolean.getBoolean("skep.all"), "guests are started with -Dskep.all=true");
        var matrix = judge(
                List.of(write("scheduler", scheduler())),
                EnumSet.of(JudgeKernel.NEWEST),
                Request.load().attaching());
        assertThat(judgements(matrix))
                .as(matrix.text())
                .isNotEmpty()
                .extracting(Judgement::attachment)
                .containsOnly(new Trial.Attached());
    }

    @Test
    void loadsWhatTheHostCannot() throws IOException {
        assumeTrue(Boolean.getBoolean("skep.all"), "guests are started with -Dskep.all=true");
        var objects = List.of(
                write("optional", congestion(Attach.OPTIONAL_REGISTER)),
                write("optional_link", congestion(Attach.OPTIONAL_LINK)),
                write("variable", variable()));
        var matrix = judge(objects, EnumSet.of(JudgeKernel.NEWEST), Request.load());
        assertThat(judgements(matrix)).as(matrix.text()).isNotEmpty().allSatisfy(judgement -> assertThat(
                        judgement.verdict())
                .isInstanceOf(Verdict.Accepted.class));
    }

    private static List<Judgement> judgements(Matrix matrix) {
        return matrix.rows().stream()
                .flatMap(row -> matrix.columns().stream().map(column -> matrix.at(row, column)))
                .toList();
    }

    private static Matrix judge(List<Path> objects, Set<JudgeKernel> kernels, Request request) {
        return new JudgePlan(objects, new TreeSet<>(kernels), new TreeSet<>(Set.of(Loader.LIBBPF)), request)
                .judge(Drivers.ofUser());
    }

    private static Sketch tracing() {
        return new Sketch()
                .program("fentry/vfs_read", "enter", c -> c.mov(R0, 0).exit())
                .program("fexit/vfs_read", "leave", c -> c.mov(R0, 0).exit())
                .program("lsm/file_open", "secure", c -> c.mov(R0, 0).exit());
    }

    /** Members have their names from the kernel and their places from us. */
    static Sketch congestion(Attach attach) {
        var sketch = new Sketch();
        var function = sketch.pointer(sketch.proto(sketch.u32, new Parameter("sk", sketch.pointer)));
        var chars = sketch.types.add(new Array(sketch.character, sketch.u32, NAME));
        var type = sketch.struct(
                "tcp_congestion_ops",
                NAME + 3 * Long.BYTES,
                Member.at(0, "name", chars),
                Member.at(NAME, "ssthresh", function),
                Member.at(NAME + Long.BYTES, "cong_avoid", function),
                Member.at(NAME + 2 * Long.BYTES, "undo_cwnd", function));
        var programs = new TreeMap<Integer, String>();
        for (String name : List.of("ssthresh", "cong_avoid", "undo_cwnd")) {
            programs.put(NAME + Long.BYTES * programs.size(), name);
            sketch.program("struct_ops/" + name, name, c -> c.mov(R0, 2).exit());
        }
        var initial = named("skep_" + attach.ordinal(), NAME + 3 * Long.BYTES);
        return sketch.table(new BpfStructOps("table", attach, type, initial, programs));
    }

    private static Sketch scheduler() {
        var sketch = new Sketch();
        var function = sketch.pointer(sketch.proto(sketch.s32));
        var chars = sketch.types.add(new Array(sketch.character, sketch.u32, 128));
        var type = sketch.struct("sched_ext_ops", 136, Member.at(0, "init", function), Member.at(8, "name", chars));
        var programs = new TreeMap<Integer, String>();
        programs.put(0, "start");
        byte[] initial = new byte[136];
        initial[8] = 's';
        return sketch.program("struct_ops.s/init", "start", c -> c.mov(R0, 0).exit())
                .table(new BpfStructOps("scheduler", Attach.LINK, type, ByteString.of(initial), programs));
    }

    private static Sketch variable() {
        var sketch = new Sketch();
        var queue = sketch.struct("rq", 0);
        return sketch.extern(new Ksym("runqueues", queue, Strength.STRONG)).xdp(c -> {
            c.ldExtern(R1, "runqueues").mov(R2, 0).call(Helper.PER_CPU_PTR);
            c.mov(R0, 2).exit();
        });
    }

    private static ByteString named(String name, int size) {
        return ByteString.of(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), size));
    }

    private Path write(String name, Sketch sketch) throws IOException {
        return Files.write(folder.resolve(name + ".o"), ObjectWriter.write(sketch.object(), Target.of(IsaVersion.V3)));
    }
}
