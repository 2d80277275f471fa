package dev.skep.samples.dsl;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.rawTracepoint;
import static dev.skep.dsl.ProgramType.tracepoint;
import static dev.skep.dsl.RingBufferDef.ringBuffer;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.SubprogramDef.subprogram;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.chars;
import static dev.skep.dsl.Types.s32;

import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Bytes;
import dev.skep.dsl.Field;
import dev.skep.dsl.FunctionBuilder;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.RingBufferDef;
import dev.skep.dsl.S32;
import dev.skep.dsl.S64;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.SubprogramBuilder;
import dev.skep.dsl.SubprogramDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import java.io.IOException;
import java.nio.file.Path;

/** Sends a record to user space for each program that a process starts, and counts them by user and CPU. */
public final class ExecLog {
    /** One started program. */
    private static final StructDef EXEC = struct("Exec");

    private static final Field<U64> TIME = EXEC.field("time", U64);
    private static final Field<U32> PID = EXEC.field("pid", U32);
    private static final Field<U32> UID = EXEC.field("uid", U32);
    private static final Field<Bytes> COMM = EXEC.field("comm", chars(16));

    /** Who started it, and where. */
    private static final StructDef ORIGIN = struct("Origin");

    private static final Field<U32> BY = ORIGIN.field("uid", U32);
    private static final Field<U16> CPU = ORIGIN.field("cpu", U16);

    private static final RingBufferDef EXECS = ringBuffer("execs", EXEC).bytes(256 * 1024);
    private static final HashMapDef<Struct, U64> COUNTS =
            hashMap("counts", ORIGIN, U64).maxEntries(4096);

    /** Started programs, those included that found the ring buffer full. */
    private static final GlobalDef<S64> TOTAL = global("total", S64);

    private static final SubprogramDef<S32> LOG = subprogram("log", S32, ExecLog::log);

    private ExecLog() {}

    /** Writes the object to the file that the one argument names. */
    public static void main(String[] arguments) throws IOException {
        object().write(Path.of(arguments[0]));
    }

    /** Builds the object; the kernel can test-run the second program, which does the same at the raw tracepoint. */
    public static ObjectFile object() {
        return BpfObjects.build("ExecLog", o -> o.license(GPL)
                .program("onExec", tracepoint("sched", "sched_process_exec"), ExecLog::logged)
                .program("onRawExec", rawTracepoint("sched_process_exec"), ExecLog::logged));
    }

    private static void logged(FunctionBuilder<Integer> p) {
        p.returnCode(p.call(LOG));
    }

    private static void log(SubprogramBuilder<S32> p) {
        var total = p.global(TOTAL);
        total.set(total.get().add(1));

        var uid = p.currentUidGid().to(U32);
        var origin = p.local(ORIGIN);
        origin.set(BY, uid);
        origin.set(CPU, p.smpProcessorId().to(U16));
        p.lookupOrInsert(COUNTS, origin).ifPresent(count -> count.atomicAdd(1));

        var exec = p.reserve(EXECS).orElseReturn(s32(1));
        exec.set(TIME, p.ktimeGetNs());
        exec.set(PID, p.currentPidTgid().rsh(32).to(U32));
        exec.set(UID, uid);
        p.currentComm(exec.get(COMM));
        exec.submit();
        p.return_(s32(0));
    }
}
