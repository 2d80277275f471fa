package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.kernel.AttachType;
import dev.skep.kernel.ContextAccess;
import dev.skep.kernel.ContextStruct;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionName;
import dev.skep.object.ObjectReader;
import dev.skep.testkit.Kernel;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each annotation of a program: its section name, and a program that reads every field of its context that the table of {@link ContextAccess}
 * lets it read, and writes every one that it may write. The verifier must take both; what it refuses, the table's own test holds.
 */
class HooksTest {
    /** The annotation, the class of the parameter, and the section that comes of it. */
    private record Row(String annotation, String context, String section) {}

    /** Versions whose sections a libbpf of the machine may not know; it is told what they are. */
    private static final Set<String> LIBBPF_OF_TODAY = Set.of("1.3", "1.4", "1.5", "1.6");

    // spotless:off
    private static final List<Row> ROWS = List.of(
            new Row("@Xdp",                                         "XdpContext",          "xdp"),
            new Row("@Xdp(frags = true)",                           "XdpContext",          "xdp.frags"),
            new Row("@Xdp(frags = true, optional = true)",          "XdpContext",          "?xdp.frags"),
            new Row("@Xdp(Xdp.Place.DEVMAP)",                       "XdpContext",          "xdp/devmap"),
            new Row("@Xdp(value = Xdp.Place.CPUMAP, frags = true)", "XdpContext",          "xdp.frags/cpumap"),
            new Row("@Tc",                                          "SkBuff",              "classifier"),
            new Row("@Tc(Tc.Direction.INGRESS)",                    "SkBuff",              "tc/ingress"),
            new Row("@Tc(Tc.Direction.EGRESS)",                     "SkBuff",              "tc/egress"),
            new Row("@Tcx(Tcx.Direction.INGRESS)",                  "SkBuff",              "tcx/ingress"),
            new Row("@Tcx(Tcx.Direction.EGRESS)",                   "SkBuff",              "tcx/egress"),
            new Row("@Netkit(Netkit.End.PRIMARY)",                  "SkBuff",              "netkit/primary"),
            new Row("@Netkit(Netkit.End.PEER)",                     "SkBuff",              "netkit/peer"),
            new Row("@SocketFilter",                                "SkBuff",              "socket"),
            new Row("@CgroupSkb",                                   "SkBuff",              "cgroup/skb"),
            new Row("@CgroupSkb(CgroupSkb.Direction.INGRESS)",      "SkBuff",              "cgroup_skb/ingress"),
            new Row("@CgroupSkb(CgroupSkb.Direction.EGRESS)",       "SkBuff",              "cgroup_skb/egress"),
            new Row("@CgroupSock(CgroupSock.Moment.SOCK_CREATE)",   "CgroupSockContext",   "cgroup/sock_create"),
            new Row("@CgroupSock(CgroupSock.Moment.SOCK_RELEASE)",  "CgroupSockContext",   "cgroup/sock_release"),
            new Row("@CgroupSock(CgroupSock.Moment.POST_BIND4)",    "CgroupSockContext",   "cgroup/post_bind4"),
            new Row("@CgroupSock(CgroupSock.Moment.POST_BIND6)",    "CgroupSockContext",   "cgroup/post_bind6"),
            new Row("@CgroupDevice",                                "CgroupDeviceContext", "cgroup/dev"),
            new Row("@CgroupSysctl",                                "SysctlContext",       "cgroup/sysctl"),
            new Row("@CgroupSockopt(CgroupSockopt.Call.GETSOCKOPT)", "SockoptContext",     "cgroup/getsockopt"),
            new Row("@CgroupSockopt(CgroupSockopt.Call.SETSOCKOPT)", "SockoptContext",     "cgroup/setsockopt"),
            new Row("@SockOps",                                     "SockOpsContext",      "sockops"),
            new Row("@SkLookup",                                    "SkLookupContext",     "sk_lookup"),
            new Row("@SkMsg",                                       "SkMsgContext",        "sk_msg"),
            new Row("@SkSkb(SkSkb.Part.STREAM_PARSER)",             "SkBuff",              "sk_skb/stream_parser"),
            new Row("@SkSkb(SkSkb.Part.STREAM_VERDICT)",            "SkBuff",              "sk_skb/stream_verdict"),
            new Row("@SkSkb(SkSkb.Part.VERDICT)",                   "SkBuff",              "sk_skb/verdict"),
            new Row("@SkReuseport",                                 "SkReuseportContext",  "sk_reuseport"),
            new Row("@SkReuseport(SkReuseport.When.MIGRATE)",       "SkReuseportContext",  "sk_reuseport/migrate"),
            new Row("@FlowDissector",                               "SkBuff",              "flow_dissector"),
            new Row("@LwtIn",                                       "SkBuff",              "lwt_in"),
            new Row("@LwtOut",                                      "SkBuff",              "lwt_out"),
            new Row("@LwtXmit",                                     "SkBuff",              "lwt_xmit"),
            new Row("@LwtSeg6local",                                "SkBuff",              "lwt_seg6local"),
            new Row("@Netfilter",                                   "NetfilterContext",    "netfilter"),
            new Row("@PerfEvent",                                   "PerfEventContext",    "perf_event"),
            new Row("@Kprobe(\"tcp_connect\")",                     "PtRegs",              "kprobe/tcp_connect"),
            new Row("@Kretprobe",                                   "PtRegs",              "kretprobe"),
            new Row("@Kretprobe(value = \"tcp_connect\", optional = true)", "PtRegs",      "?kretprobe/tcp_connect"),
            new Row("@KprobeMulti(\"tcp_*\")",                      "PtRegs",              "kprobe.multi/tcp_*"),
            new Row("@KretprobeMulti",                              "PtRegs",              "kretprobe.multi"),
            new Row("@KprobeSession(\"tcp_*\")",                    "PtRegs",              "kprobe.session/tcp_*"),
            new Row("@Ksyscall(\"unlinkat\")",                      "PtRegs",              "ksyscall/unlinkat"),
            new Row("@Kretsyscall(\"unlinkat\")",                   "PtRegs",              "kretsyscall/unlinkat"),
            new Row("@Uprobe",                                      "PtRegs",              "uprobe"),
            new Row("@Uprobe(value = \"/bin/true:main\", sleepable = true)", "PtRegs",     "uprobe.s//bin/true:main"),
            new Row("@Uprobe(multi = true, sleepable = true)",      "PtRegs",              "uprobe.multi.s"),
            new Row("@Uretprobe(\"/bin/true:main\")",               "PtRegs",              "uretprobe//bin/true:main"),
            new Row("@Uretprobe(multi = true)",                     "PtRegs",              "uretprobe.multi"),
            new Row("@UprobeSession(\"/bin/true:*\")",              "PtRegs",              "uprobe.session//bin/true:*"),
            new Row("@Usdt(\"/bin/true:skep:probe\")",              "UsdtContext",         "usdt//bin/true:skep:probe"),
            new Row("@RawTracepoint(\"sched_switch\")",             "RawTracepointContext", "raw_tracepoint/sched_switch"),
            new Row("@RawTracepoint(value = \"nbd_send_request\", writable = true)", "RawTracepointContext", "raw_tracepoint.w/nbd_send_request"),
            new Row("@Tracepoint(\"sched/sched_switch\")",          "TracepointContext",   "tracepoint/sched/sched_switch"));

    /** Calls of contexts whose content is no field. */
    private static final List<Row> CALLS = List.of(
            new Row("PtRegs",           "arg(0) + context.arg(5) + context.result() + context.stackPointer()", "kprobe kretprobe uprobe uprobe.s"),
            new Row("PtRegs",           "instructionPointer() + context.framePointer() + context.syscallArg(3)", "ksyscall"),
            new Row("UsdtContext",      "arg(0) + context.argCount() + context.cookie() + context.regs().arg(1)", "usdt"),
            new Row("PerfEventContext", "samplePeriod() + context.addr() + context.regs().arg(1)", "perf_event"),
            new Row("RawTracepointContext", "arg(1) + context.arg(2)", "raw_tracepoint raw_tracepoint.w"));
    // spotless:on

    @TestFactory
    Stream<DynamicTest> readAndWriteWhatTheyMay() throws ReflectiveOperationException {
        Kernel.require();
        var source = new StringBuilder("import dev.skep.lang.*;\n");
        for (var i = 0; i < ROWS.size(); i++) source.append(source(ROWS.get(i), "Programs" + i));
        var build = Build.of("Programs", source.toString());
        return IntStream.range(0, ROWS.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        ROWS.get(i).annotation, () -> check(ROWS.get(i), build.objectOrFail("Programs" + i))));
    }

    private static void check(Row row, byte[] object) {
        assertThat(ObjectReader.read(object).programs())
                .allSatisfy(program -> assertThat(program.section()).hasToString(row.section));
        var kind = SectionName.parse(row.section).kind();
        if (row.section.startsWith("?")) return; // its twin without the mark is loaded
        var loader = Kernel.open(object);
        if (LIBBPF_OF_TODAY.contains(kind.libbpfSince()))
            loader.as(
                    kind.programType().id(),
                    kind.attachType().map(AttachType::id).orElse(0));
        try (var loaded = loader.load()) {
            assertThat(loaded.programs()).contains("read");
        }
    }

    private static String source(Row row, String name) throws ReflectiveOperationException {
        var kind = SectionName.parse(row.section).kind();
        var reads = new ArrayList<String>();
        var writes = new ArrayList<String>();
        for (var field : fields(row.context)) {
            var access = ContextAccess.of(kind.programType().contextName().orElse(""), snake(field.getName()))
                    .orElseThrow(() -> new AssertionError("no row for " + field));
            if (access.isReadBy(kind)) reads.add(read("context." + field.getName(), field));
            if (access.isWrittenBy(kind)) writes.add(write("context." + field.getName(), field));
        }
        for (var call : CALLS)
            if (call.annotation.equals(row.context)
                    && List.of(call.section.split(" ")).contains(kind.word()))
                reads.add("sum += context." + call.context + ";");
        var program = row.annotation + " static int %s(" + row.context + " context) { %s return 1; }\n";
        return "@Bpf(license = \"GPL\", minKernel = \"6.18\") final class " + name + " { static long sum;\n"
                + program.formatted("read", String.join("\n", reads))
                + (writes.isEmpty() ? "" : program.formatted("write", String.join("\n", writes)))
                + "}\n";
    }

    private static String read(String place, Field field) throws ReflectiveOperationException {
        var type = field.getType();
        if (type.isPrimitive()) return "sum += " + place + ";";
        if (type.isArray()) return "sum += " + place + "[0]; sum += " + place + "[" + last(field) + "];";
        var inner = new StringBuilder("{ var it = " + place + "; if (it != null) {");
        for (var each : type.getFields())
            if (!Modifier.isStatic(each.getModifiers())) inner.append(read("it." + each.getName(), each));
        return inner + "}}";
    }

    private static String write(String place, Field field) {
        return field.getType().isArray()
                ? place + "[0] = 3; " + place + "[" + last(field) + "]++;"
                : place + " = (" + field.getType() + ") 5;";
    }

    private static int last(Field field) {
        return field.getName().equals("cb") ? 4 : 3;
    }

    private static List<Field> fields(String context) throws ReflectiveOperationException {
        return Arrays.stream(Class.forName("dev.skep.lang." + context).getFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Each context class has all fields of its struct but those that lead to bytes, which methods stand for, and those that were renamed. */
    @TestFactory
    Stream<DynamicTest> haveAllFieldsOfTheirStruct() {
        var methods = Set.of(
                "data",
                "data_end",
                "data_meta",
                "skb_data",
                "skb_data_end",
                "optval",
                "optval_end",
                "protocol",
                "cookie");
        return ROWS.stream()
                .filter(row -> !row.context.equals("TracepointContext"))
                .map(Row::context)
                .distinct()
                .map(context -> DynamicTest.dynamicTest(context, () -> {
                    var struct = struct(context);
                    var fields = fields(context).stream()
                            .map(field -> snake(field.getName()))
                            .toList();
                    assertThat(struct.fields().stream()
                                    .map(ContextStruct.Field::name)
                                    .filter(name -> !methods.contains(name) && !name.equals("args"))
                                    .toList())
                            .allMatch(fields::contains);
                }));
    }

    private static ContextStruct struct(String context) {
        return ROWS.stream()
                .filter(row -> row.context.equals(context))
                .findFirst()
                .map(row -> SectionName.parse(row.section).kind().programType())
                .flatMap(ProgramType::contextName)
                .flatMap(ContextStruct::of)
                .orElse(new ContextStruct(context, 0, List.of()));
    }
}
