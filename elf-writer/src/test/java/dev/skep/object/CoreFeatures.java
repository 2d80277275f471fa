package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Width.B;
import static dev.skep.asm.Width.DW;
import static dev.skep.asm.Width.W;
import static dev.skep.testkit.loader.Loader.AYA;
import static dev.skep.testkit.loader.Loader.CILIUM;

import dev.skep.asm.AluOp;
import dev.skep.asm.CodeBuilder;
import dev.skep.asm.CoreKind;
import dev.skep.asm.CoreMark;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Enum;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfType.Typedef;
import dev.skep.btf.BtfType.Union;
import dev.skep.testkit.loader.Loader;
import java.util.List;
import java.util.function.Consumer;

/**
 * CO-RE: each kind, each way to a member, each instruction that can carry one. The kernel's types are those of protocols, which are
 * the same everywhere; ours have their members in other places, so that an instruction that is left alone shows.
 */
final class CoreFeatures {
    private static final String SINCE = "5.2";
    private static final int FRAME = -64;
    private static final int PROTOCOL = 9;
    private static final int FOUND = 7;

    private final Sketch sketch = new Sketch();
    private final BtfId u8 = sketch.types.add(Int.of("unsigned char", 1, IntEncoding.NONE));
    private final BtfId u16 = sketch.types.add(Int.of("unsigned short", 2, IntEncoding.NONE));

    private CoreFeatures() {
        sketch.struct("iphdr", 8, Member.at(0, "protocol", u8), Member.at(4, "skep", sketch.u32));
        sketch.struct("iphdr___wide", 8, Member.at(4, "protocol", sketch.u32));
        sketch.struct("skep_not_there", 4, Member.at(0, "a", sketch.u32));
        sketch.struct("task_struct", 4, Member.at(0, "pid", sketch.u32));
        sketch.struct("ethhdr", 6, Member.at(0, "h_source", sketch.types.add(new Array(u8, sketch.u32, 6))));
        sketch.types.add(new Struct("tcphdr", 2, List.of(new Member("doff", u16, 0, 4))));
        sketch.types.add(new Typedef("pid_t", sketch.s32));
        var ports = sketch.struct("", 2, Member.at(0, "dport", u16));
        var family = sketch.types.add(new Union("", 2, List.of(Member.at(0, "ipv4", ports))));
        sketch.struct("bpf_sock_tuple", 2, Member.at(0, "", family));
        var words = sketch.types.add(new Array(u16, sketch.u32, 8));
        var address = sketch.types.add(new Union("", 16, List.of(Member.at(0, "u6_addr16", words))));
        sketch.struct("in6_addr", 20, Member.at(4, "in6_u", address));
        var values = List.of(new Enumerator("BPF_MAP_TYPE_ARRAY", 99), new Enumerator("BPF_MAP_TYPE_SKEP", 98));
        sketch.types.add(new Enum("bpf_map_type", 4, Signedness.UNSIGNED, values));
    }

    // spotless:off
    static List<Feature> all() {
        return List.of(
            moved("offset",              CoreKind.FIELD_BYTE_OFFSET, "struct iphdr",          "0:0",     0,  9),
            moved("offset of a flavour", CoreKind.FIELD_BYTE_OFFSET, "struct iphdr___wide",   "0:0",     4,  9),
            moved("offset of the next",  CoreKind.FIELD_BYTE_OFFSET, "struct iphdr",          "1:0",     8,  29),
            moved("offset in an array",  CoreKind.FIELD_BYTE_OFFSET, "struct ethhdr",         "0:0:2",   2,  8),
            moved("offset nested",       CoreKind.FIELD_BYTE_OFFSET, "struct in6_addr",       "0:0:0:3", 10, 6),
            moved("offset in nameless",  CoreKind.FIELD_BYTE_OFFSET, "struct bpf_sock_tuple", "0:0:0:0", 0,  10),
            moved("offset of bits",      CoreKind.FIELD_BYTE_OFFSET, "struct tcphdr",         "0:0",     0,  12),
            moved("size",                CoreKind.FIELD_BYTE_SIZE,   "struct iphdr___wide",   "0:0",     4,  1),
            moved("size of bits",        CoreKind.FIELD_BYTE_SIZE,   "struct tcphdr",         "0:0",     2,  2),
            moved("member",              CoreKind.FIELD_EXISTS,      "struct iphdr",          "0:0",     1,  1),
            moved("member missing",      CoreKind.FIELD_EXISTS,      "struct iphdr",          "0:1",     1,  0),
            moved("member of nothing",   CoreKind.FIELD_EXISTS,      "struct skep_not_there", "0:0",     1,  0),
            moved("sign",                CoreKind.FIELD_SIGNED,      "struct task_struct",    "0:0",     0,  1),
            moved("shift to the left",   CoreKind.FIELD_LSHIFT_U64,  "struct tcphdr",         "0:0",     60, 56),
            moved("shift to the right",  CoreKind.FIELD_RSHIFT_U64,  "struct tcphdr",         "0:0",     60, 60),
            moved("type",                CoreKind.TYPE_EXISTS,       "struct iphdr",          "0",       1,  1),
            moved("type missing",        CoreKind.TYPE_EXISTS,       "struct skep_not_there", "0",       1,  0),
            moved("size of a type",      CoreKind.TYPE_SIZE,         "struct iphdr",          "0",       8,  20),
            moved("size of a typedef",   CoreKind.TYPE_SIZE,         "pid_t",                 "0",       4,  4),
            moved("match",               CoreKind.TYPE_MATCHES,      "pid_t",                 "0",       1,  1, AYA),
            moved("mismatch",            CoreKind.TYPE_MATCHES,      "struct iphdr",          "0",       1,  0, AYA),
            moved("enumerator",          CoreKind.ENUMVAL_EXISTS,    "enum bpf_map_type",     "0",       1,  1),
            moved("enumerator missing",  CoreKind.ENUMVAL_EXISTS,    "enum bpf_map_type",     "1",       1,  0),
            moved("value",               CoreKind.ENUMVAL_VALUE,     "enum bpf_map_type",     "0",       99, 2),
            ids("number of ours",        CoreKind.TYPE_ID_LOCAL,     true),
            ids("number of theirs",      CoreKind.TYPE_ID_TARGET,    false),
            carried("mov32",      PROTOCOL,     c -> offset(c).alu(AluOp.MOV, W, R0, 0)),
            carried("add",        PROTOCOL + 1, c -> offset(c.mov(R0, 1)).add(R0, 0)),
            carried("lddw",       PROTOCOL,     c -> offset(c).lddw(R0, 0)),
            carried("ldx",        FOUND,        c -> offset(frame(c).st(B, mem(R10, FRAME + PROTOCOL), FOUND)).ldx(B, R0, mem(R1))),
            carried("st",         FOUND,        c -> offset(frame(c)).st(B, mem(R1), FOUND).ldx(B, R0, mem(R10, FRAME + PROTOCOL))),
            carried("stx",        FOUND,        c -> offset(frame(c).mov(R2, FOUND)).stx(B, mem(R1), R2).ldx(B, R0, mem(R10, FRAME + PROTOCOL))),
            carried("ldx of another width", FOUND, c -> wide(frame(c).st(B, mem(R10, FRAME + PROTOCOL), FOUND)).ldx(W, R0, mem(R1, 4)), CILIUM),
            carried("guarded",    FOUND,        CoreFeatures::guarded));
    }
    // spotless:on

    /** A number in a {@code mov}: what it is for our type, and what the loader makes of it. */
    private static Feature moved(
            String name, CoreKind kind, String type, String access, int ours, int theirs, Loader... refusedBy) {
        return feature(
                name, theirs, c -> c.core(new CoreMark(kind, type, access)).mov(R0, ours), refusedBy);
    }

    /** Loaders number types as they like: ours has some number, the kernel's another one than in our file. */
    private static Feature ids(String name, CoreKind kind, boolean ours) {
        int id = new CoreFeatures()
                .sketch
                .types
                .build()
                .find(BtfKind.STRUCT, "iphdr")
                .orElseThrow()
                .value();
        return feature(name, 1, c -> {
            c.core(new CoreMark(kind, "struct iphdr", "0")).mov(R1, id).mov(R0, 0);
            c.ifThen(R1.ne(ours ? 0 : id), () -> c.mov(R0, 1));
        });
    }

    private static Feature carried(String name, int returned, Consumer<CodeBuilder> body, Loader... refusedBy) {
        return feature("carried by " + name, returned, body, refusedBy);
    }

    private static Feature feature(String name, int returned, Consumer<CodeBuilder> body, Loader... refusedBy) {
        var sketch = new CoreFeatures().sketch.xdp(c -> {
            body.accept(c);
            c.exit();
        });
        return Feature.of("core " + name, SINCE, sketch, returned, refusedBy);
    }

    private static CodeBuilder offset(CodeBuilder c) {
        return c.core(new CoreMark(CoreKind.FIELD_BYTE_OFFSET, "struct iphdr", "0:0"));
    }

    private static CodeBuilder wide(CodeBuilder c) {
        return c.core(new CoreMark(CoreKind.FIELD_BYTE_OFFSET, "struct iphdr___wide", "0:0"));
    }

    /** Emits {@code r1 =} sixteen zero bytes of the stack. */
    private static CodeBuilder frame(CodeBuilder c) {
        return c.st(DW, mem(R10, FRAME), 0)
                .st(DW, mem(R10, FRAME + 8), 0)
                .mov(R1, R10)
                .add(R1, FRAME);
    }

    /** What is not there is never asked for its place. */
    private static void guarded(CodeBuilder c) {
        c.core(new CoreMark(CoreKind.FIELD_EXISTS, "struct iphdr", "0:1")).mov(R1, 1);
        c.mov(R0, FOUND);
        c.ifThen(R1.ne(0), () -> c.core(new CoreMark(CoreKind.FIELD_BYTE_OFFSET, "struct iphdr", "0:1"))
                .mov(R2, 4)
                .add(R0, R2));
    }
}
