package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R6;
import static dev.skep.asm.Register.R8;
import static dev.skep.asm.Register.R9;
import static dev.skep.asm.Width.W;

import dev.skep.asm.CodeBuilder;
import dev.skep.asm.CoreKind;
import dev.skep.asm.CoreMark;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.TypeTag;
import dev.skep.kernel.Helper;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;
import dev.skep.object.BpfExtern.Strength;

/** An object in the making with a map {@code m} whose values have something special in them. */
final class FieldSketch {
    static final int RETURNED = 7;

    final Sketch sketch = new Sketch();
    private BtfId value = BtfId.VOID;

    /** The type of the values. */
    BtfId value() {
        return value;
    }

    Sketch valued(int size, Member... members) {
        return valued(MapType.ARRAY, size, members);
    }

    /** Values are a pointer with this tag. */
    Sketch tagged(String tag, BtfId target, MapType type) {
        var pointer = sketch.pointer(sketch.types.add(TypeTag.of(tag, target)));
        return valued(type, Long.BYTES, Member.at(0, "pointer", pointer));
    }

    private Sketch valued(MapType type, int size, Member... members) {
        value = sketch.struct("value", size, members);
        var map = BpfMap.of(
                "m",
                type,
                MapPart.ofType(sketch.u32),
                MapPart.ofType(value),
                type.entries() == MapType.Entries.ZERO ? 0 : 1);
        return sketch.map(map.withFlags(type.requiredFlags().toArray(new MapFlag[0])));
    }

    BtfId lock() {
        return sketch.struct("bpf_spin_lock", 4, Member.at(0, "val", sketch.u32));
    }

    BtfId opaque(String name, int words) {
        var array = sketch.types.add(new Array(sketch.u64, sketch.u32, words));
        return sketch.struct(name, Long.BYTES * words, Member.at(0, "opaque", array));
    }

    /** {@code int (void *map, int *key, void *value)}. */
    BtfId callback() {
        var key = new Parameter("key", sketch.pointer(sketch.s32));
        return sketch.proto(sketch.s32, any("map"), key, any("value"));
    }

    BtfId listNode() {
        return sketch.struct(
                "item", 32, Member.at(0, "key", sketch.s32), Member.at(8, "node", opaque("bpf_list_node", 3)));
    }

    Parameter any(String name) {
        return new Parameter(name, sketch.pointer);
    }

    /** With the kernel functions that allocate and free. */
    Sketch objects() {
        return sketch.kfunc(
                        "bpf_obj_new_impl",
                        Strength.STRONG,
                        sketch.pointer,
                        new Parameter("type", sketch.u64),
                        any("meta"))
                .kfunc("bpf_obj_drop_impl", Strength.STRONG, BtfId.VOID, any("object"), any("meta"));
    }

    /** And with those for lists. */
    Sketch lists(BtfId head) {
        var in = new Parameter("head", sketch.pointer(head));
        var nodes = sketch.pointer(opaque("bpf_list_node", 3));
        return objects()
                .kfunc(
                        "bpf_list_push_front_impl",
                        Strength.STRONG,
                        sketch.s32,
                        in,
                        new Parameter("node", nodes),
                        any("meta"),
                        new Parameter("off", sketch.u64))
                .kfunc("bpf_list_pop_front", Strength.STRONG, nodes, in);
    }

    /** Emits {@code r6 = &m[0]; found(); return 1}. */
    void lookup(CodeBuilder c, Runnable found) {
        c.st(W, mem(R10, -4), 0).mov(R2, R10).add(R2, -4).ldMap(R1, "m").call(Helper.MAP_LOOKUP_ELEM);
        c.ifThen(R0.ne(0), () -> {
            c.mov(R6, R0);
            found.run();
        });
        c.mov(R0, 1).exit();
    }

    /** Emits {@code r0 = new type, or return 2}. */
    void allocate(CodeBuilder c, BtfId type) {
        identify(c, type);
        c.mov(R2, 0).callKfunc("bpf_obj_new_impl");
        c.ifThen(R0.eq(0), () -> c.mov(R0, 2).exit());
    }

    /** Emits {@code r1 = } the number of the type in the object's own BTF. */
    void identify(CodeBuilder c, BtfId type) {
        c.core(new CoreMark(CoreKind.TYPE_ID_LOCAL, type.toString(), "0")).mov(R1, type.value());
    }

    /** Emits {@code return} what is in the item whose node is {@code r8}, {@code 3} if there is none; and frees it. */
    static void takeApart(CodeBuilder c) {
        c.ifThen(R8.eq(0), () -> c.mov(R0, 3).exit());
        c.mov(R1, R8).add(R1, -8).ldx(W, R9, mem(R1));
        c.mov(R2, 0).callKfunc("bpf_obj_drop_impl").mov(R0, R9).exit();
    }

    static void done(CodeBuilder c) {
        c.mov(R0, RETURNED).exit();
    }
}
