package dev.skep.dsl.tests;

import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.u8;
import static dev.skep.kernel.ProgramType.LSM;
import static dev.skep.kernel.ProgramType.RAW_TRACEPOINT;
import static dev.skep.kernel.ProgramType.STRUCT_OPS;
import static dev.skep.kernel.ProgramType.TRACEPOINT;
import static dev.skep.kernel.ProgramType.TRACING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Options;
import dev.skep.dsl.Be16;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Cell;
import dev.skep.dsl.CgroupVerdict;
import dev.skep.dsl.ContextArray;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.ContextPointer;
import dev.skep.dsl.FlowDissectorVerdict;
import dev.skep.dsl.FunctionBuilder;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.NetfilterVerdict;
import dev.skep.dsl.NullablePointer;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.ProgramBuilder;
import dev.skep.dsl.ProgramType;
import dev.skep.dsl.S32;
import dev.skep.dsl.Scalar;
import dev.skep.dsl.SkAction;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.TcAction;
import dev.skep.dsl.U32;
import dev.skep.dsl.XdpAction;
import dev.skep.dsl.context.FlowKeys;
import dev.skep.dsl.context.NfCtx;
import dev.skep.dsl.context.PerfEventData;
import dev.skep.dsl.context.PtRegs;
import dev.skep.dsl.context.RawTracepointArgs;
import dev.skep.dsl.context.SkBuff;
import dev.skep.dsl.context.SkLookup;
import dev.skep.dsl.context.SkMsg;
import dev.skep.dsl.context.SkReuseport;
import dev.skep.dsl.context.Sock;
import dev.skep.dsl.context.SockAddr;
import dev.skep.dsl.context.SockCommon;
import dev.skep.dsl.context.SockOps;
import dev.skep.dsl.context.Sockopt;
import dev.skep.dsl.net.UdpHdr;
import dev.skep.dsl.tests.KindsOfPrograms.Kind;
import dev.skep.kernel.AttachType;
import dev.skep.kernel.ContextAccess;
import dev.skep.kernel.ContextStruct;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.Machine;
import dev.skep.kernel.SectionKind;
import dev.skep.object.ObjectReader;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every kind of program loads, reads each field of its context that the kernel's table lets it read, and writes each that it may write. */
class KindsOfProgramsTest {
    private static final Options NEWEST =
            Options.DEFAULT.withTargetKernel(new KernelVersion(6, 18)).withMachine(machine());

    private static final GlobalDef<Be16> PORT = GlobalDef.global("port", BE16);

    private static final StructDef COLORED = struct("colored");
    private static final dev.skep.dsl.Field<U32> COLOR = COLORED.field("color", U32);

    private static final StructDef SUM = struct("sum");
    private static final dev.skep.dsl.Field<S32> FIRST = SUM.field("first", S32);
    private static final dev.skep.dsl.Field<S32> SECOND = SUM.field("second", S32);
    private static final dev.skep.dsl.Field<S32> TOTAL = SUM.field("total", S32);

    /** Kinds that are typed by BTF, and other names of those that are tested. */
    private static final Set<SectionKind> NOT_OURS = EnumSet.of(
            SectionKind.TC,
            SectionKind.ACTION,
            SectionKind.SK_SKB,
            SectionKind.TP,
            SectionKind.RAW_TP,
            SectionKind.RAW_TP_W);

    /** Kinds whose programs some kernels do not take from anybody, and who says so. */
    private static final Set<SectionKind> NOT_EVERYWHERE = EnumSet.of(SectionKind.LIRC_MODE2, SectionKind.FREPLACE);

    @Test
    void thereIsAMethodForEachKind() {
        var ours = KindsOfPrograms.all().stream()
                .map(Kind::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(SectionKind.class)));
        var all = Arrays.stream(SectionKind.values())
                .filter(kind -> !EnumSet.of(TRACING, LSM, STRUCT_OPS).contains(kind.programType()))
                .filter(kind -> !kind.isUsdt() && !NOT_OURS.contains(kind))
                .filter(kind -> !isSleepingTracepoint(kind))
                .toList();
        assertThat(ours).containsExactlyInAnyOrderElementsOf(all);
    }

    /** Tracepoints that fault, which only the newest kernels have. */
    private static boolean isSleepingTracepoint(SectionKind kind) {
        return kind.sleepable() && EnumSet.of(TRACEPOINT, RAW_TRACEPOINT).contains(kind.programType());
    }

    @TestFactory
    Stream<DynamicTest> eachHasItsSection() {
        return KindsOfPrograms.all().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.section(), () -> {
                    var section = ObjectReader.read(
                                    object(kind, new TreeSet<>()).bytes())
                            .programs()
                            .get(0)
                            .section();
                    assertThat(section.toString()).startsWith(kind.section());
                }));
    }

    @TestFactory
    Stream<DynamicTest> eachReadsWhatItMay() {
        return KindsOfPrograms.all().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.section(), () -> {
                    var used = new TreeSet<String>();
                    var object = object(kind, used);
                    assertThat(used).containsAll(expected(kind));
                    Kernel.require();
                    load(kind, object);
                }));
    }

    private static void load(Kind<?, ?> kind, ObjectFile object) {
        var attach = kind.kind().attachType().map(AttachType::id).orElse(0);
        var loader = Kernel.open(object.bytes());
        if (isNewToLoaders(kind.kind()))
            loader = loader.as(kind.kind().programType().id(), attach);
        try (var loaded = loader.load()) {
            assertThat(loaded.programs()).containsExactly("test");
        } catch (KernelRefused refused) {
            Assumptions.assumeFalse(NOT_EVERYWHERE.contains(kind.kind()), "not on this kernel: " + kind);
            throw refused;
        }
    }

    /** Debian's libbpf is 1.1. */
    private static boolean isNewToLoaders(SectionKind kind) {
        return !new KernelVersion(1, 1).atLeast(KernelVersion.parse(kind.libbpfSince()));
    }

    /** What the table says, but for the pointers to the packet. */
    private static List<String> expected(Kind<?, ?> kind) {
        return kind.kind()
                .programType()
                .contextName()
                .flatMap(ContextStruct::of)
                .map(struct -> struct.fields().stream()
                        .flatMap(field -> uses(kind, struct.name(), field.name()))
                        .toList())
                .orElse(List.of());
    }

    private static Stream<String> uses(Kind<?, ?> kind, String struct, String field) {
        var pointers =
                Set.of("data", "data_end", "data_meta", "optval", "optval_end", "skb_data", "skb_data_end", "sk");
        if (pointers.contains(field) || field.equals("migrating_sk") || field.equals("flow_keys")) return Stream.of();
        var uses = new ArrayList<String>();
        ContextAccess.of(struct, field).ifPresent(access -> {
            if (access.isReadBy(kind.kind())) uses.add("read " + field);
            if (access.isWrittenBy(kind.kind())) uses.add("write " + field);
        });
        return uses.stream();
    }

    private static <C, A> ObjectFile object(Kind<C, A> kind, Set<String> used) {
        return BpfObjects.build("test", o -> o.license(GPL).options(NEWEST).program("test", kind.type(), p -> {
            var number = 0;
            for (var field : fields(kind.fields())) use(p, "seen" + number++, field, used);
            packet(p);
            p.return_(kind.result());
        }));
    }

    /** The class that declares the context has all fields as constants. */
    private static <C> List<ContextField<C, ?>> fields(Class<C> owner) {
        var fields = new ArrayList<ContextField<C, ?>>();
        for (var constant : owner.getFields()) add(constant, fields);
        if (owner == PtRegs.class) for (var i = 0; i < 6; i++) fields.add(cast(PtRegs.argument(i)));
        if (owner == RawTracepointArgs.class) fields.add(cast(RawTracepointArgs.argument(0)));
        if (owner == PerfEventData.class) fields.add(cast(PerfEventData.register(PtRegs.STACK_POINTER)));
        return fields;
    }

    private static <C> void add(Field constant, List<ContextField<C, ?>> fields) {
        try {
            if (constant.get(null) instanceof ContextField<?, ?> field) fields.add(cast(field));
            if (constant.get(null) instanceof ContextArray<?, ?> array)
                for (var i = 0; i < array.length(); i++) fields.add(cast(array.at(i)));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked") // a class declares its own fields
    private static <C> ContextField<C, ?> cast(ContextField<?, ?> field) {
        return (ContextField<C, ?>) field;
    }

    /** Reads the field where the API lets it, and writes it back where it lets it. */
    private static <C, V extends Scalar<V>> void use(
            ProgramBuilder<C, ?> p, String name, ContextField<C, V> field, Set<String> used) {
        V value;
        try {
            value = p.context().get(field);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("is not for programs of section");
            return;
        }
        used.add("read " + field.name());
        Cell<V> seen = p.global(GlobalDef.global(name, value.type()));
        seen.set(value);
        try {
            p.context().set(field, seen.get());
            used.add("write " + field.name());
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("cannot be written");
        }
    }

    /** Looks at the packet, where there is one. */
    private static <C, A> void packet(ProgramBuilder<C, A> p) {
        try {
            p.packet().next(UdpHdr.TYPE).ifPresent(header -> p.global(PORT).set(header.get(UdpHdr.DEST)));
        } catch (IllegalStateException e) {
            assertThat(e.getMessage()).containsAnyOf("there is no packet", "is not for programs of section");
        }
    }

    @TestFactory
    Stream<DynamicTest> pointersLeadToSockets() {
        // spotless:off
        return Stream.of(
                follows("packet",     ProgramType.tc(),          SkBuff.SK,               SockCommon.FAMILY,   TcAction.OK),
                follows("connection", ProgramType.sockOps(),     SockOps.SK,              Sock.FAMILY,         1),
                follows("lookup",     ProgramType.skLookup(),    SkLookup.SK,             Sock.PROTOCOL,       SkAction.PASS),
                follows("migration",  ProgramType.skReuseportMigrate(), SkReuseport.MIGRATING_SK, SockCommon.STATE, SkAction.PASS),
                leads("group",        ProgramType.skReuseport(), SkReuseport.SK,          Sock.SRC_PORT,       SkAction.PASS),
                leads("message",      ProgramType.skMsg(),       SkMsg.SK,                Sock.DST_PORT,       SkAction.PASS),
                leads("option",       ProgramType.cgroupSockopt(SectionKind.CGROUP_SETSOCKOPT), Sockopt.SK, Sock.TYPE, CgroupVerdict.ALLOW),
                leads("address",      ProgramType.cgroupSockAddr(SectionKind.CGROUP_CONNECT4), SockAddr.SK, Sock.MARK, CgroupVerdict.ALLOW),
                leads("flow",         ProgramType.flowDissector(), SkBuff.FLOW_KEYS,      FlowKeys.NHOFF,      FlowDissectorVerdict.OK));
        // spotless:on
    }

    private static <C, T, V extends Scalar<V>, A> DynamicTest follows(
            String name,
            ProgramType<ProgramBuilder<C, A>> type,
            NullablePointer<C, T> pointer,
            ContextField<T, V> field,
            A result) {
        return DynamicTest.dynamicTest(
                name,
                () -> loads(type, p -> {
                    p.follow(pointer).ifPresent(found -> keep(p, found.get(field)));
                    p.return_(result);
                }));
    }

    private static <C, T, V extends Scalar<V>, A> DynamicTest leads(
            String name,
            ProgramType<ProgramBuilder<C, A>> type,
            ContextPointer<C, T> pointer,
            ContextField<T, V> field,
            A result) {
        return DynamicTest.dynamicTest(
                name,
                () -> loads(type, p -> {
                    keep(p, p.context().follow(pointer).get(field));
                    p.return_(result);
                }));
    }

    private static <V extends Scalar<V>> void keep(FunctionBuilder<?> p, V value) {
        p.global(GlobalDef.global("kept", value.type())).set(value);
    }

    private static <B extends FunctionBuilder<?>> void loads(ProgramType<B> type, Consumer<B> statements) {
        Kernel.require();
        var object =
                BpfObjects.build("test", o -> o.license(GPL).options(NEWEST).program("test", type, statements));
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test").instructionCount()).isGreaterThan(2);
        }
    }

    @Test
    void netfilterHandsOverStructsOfTheKernel() {
        Kernel.require();
        var skb = kernelStruct("sk_buff");
        var length = skb.field("len", U32);
        var state = kernelStruct("nf_hook_state");
        var family = state.field("pf", U8);
        var object = BpfObjects.build(
                "test", o -> o.license(GPL).options(NEWEST).program("test", ProgramType.netfilter(), p -> {
                    keep(p, p.context().follow(NfCtx.SKB, skb).get(length));
                    p.ifThen(
                            p.context().follow(NfCtx.STATE, state).get(family).ne(2),
                            () -> p.return_(NetfilterVerdict.DROP));
                    p.return_(NetfilterVerdict.ACCEPT);
                }));
        var packet = ByteBuffer.allocate(64).putShort(12, (short) 0x0800).put(14, (byte) 0x45);
        try (var loaded = Kernel.open(object.bytes())
                .as(dev.skep.kernel.ProgramType.NETFILTER.id(), AttachType.NETFILTER.id())
                .load()) {
            assertThat(loaded.program("test").run(packet.array()).returnValue()).isEqualTo(1);
            assertThat(loaded.global("kept").number()).isEqualTo(64);
        }
    }

    /** {@code bpf_strlen} and the like, which read memory and return integers. */
    @Test
    void functionsOfTheKernelAreCalled() {
        Kernel.require();
        var object =
                BpfObjects.build("test", o -> o.license(GPL).options(NEWEST).program("test", ProgramType.xdp(), p -> {
                    var text = p.local(bytes(8));
                    text.set(0, 'h');
                    text.set(1, 'o');
                    p.callKfunc("bpf_rcu_read_lock");
                    p.callKfunc("bpf_rcu_read_unlock");
                    var found = p.callKfunc(S32, "bpf_strchr", text, u8('o'));
                    p.returnCode(p.callKfunc(S32, "bpf_strlen", text).add(found.mul(10)));
                }));
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test").run(new byte[64]).returnValue()).isEqualTo(12);
        }
    }

    @Test
    void metadataLiesInFrontOfThePacket() {
        Kernel.require();
        var object = BpfObjects.build("test", o -> o.license(GPL).program("test", ProgramType.xdp(), p -> {
            p.returnCode(p.metadata(COLORED)
                    .orElseReturn(XdpAction.ABORTED)
                    .get(COLOR)
                    .to(S32));
        }));
        var packet = ByteBuffer.allocate(68).order(ByteOrder.nativeOrder()).putInt(0, 77);
        var context = ByteBuffer.allocate(24)
                .order(ByteOrder.nativeOrder())
                .putInt(0, 4)
                .putInt(4, 68);
        try (var loaded = Kernel.load(object.bytes())) {
            assertThat(loaded.program("test")
                            .run(packet.array(), context.array())
                            .returnValue())
                    .isEqualTo(77);
            assertThat(loaded.program("test").run(new byte[64]).returnValue()).isZero();
        }
    }

    @Test
    void memoryOfUserSpaceIsReadAndWritten() {
        Kernel.require();
        var object = BpfObjects.build(
                "test", o -> o.license(GPL).options(NEWEST).program("test", ProgramType.syscall(), p -> {
                    var sum = p.context().as(SUM);
                    sum.set(TOTAL, sum.get(FIRST).add(sum.get(SECOND)));
                    p.returnCode(sum.get(FIRST));
                }));
        var memory = ByteBuffer.allocate(12)
                .order(ByteOrder.nativeOrder())
                .putInt(0, 40)
                .putInt(4, 2);
        try (var loaded = Kernel.load(object.bytes())) {
            var run = loaded.program("test").runContext(memory.array());
            assertThat(run.returnValue()).isEqualTo(40);
            assertThat(ByteBuffer.wrap(run.context())
                            .order(ByteOrder.nativeOrder())
                            .getInt(8))
                    .isEqualTo(42);
        }
    }

    private static Machine machine() {
        return Machine.valueOf(
                System.getProperty("os.arch").replace("amd64", "x86_64").toUpperCase(Locale.ROOT));
    }
}
