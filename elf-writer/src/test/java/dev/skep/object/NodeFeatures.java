package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R3;
import static dev.skep.asm.Register.R4;
import static dev.skep.asm.Register.R5;
import static dev.skep.asm.Register.R6;
import static dev.skep.asm.Register.R7;
import static dev.skep.asm.Register.R8;
import static dev.skep.asm.Width.W;
import static dev.skep.object.FieldSketch.RETURNED;
import static dev.skep.testkit.loader.Loader.AYA;
import static dev.skep.testkit.loader.Loader.CILIUM;

import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.DeclTag;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Var;
import dev.skep.kernel.Helper;
import dev.skep.object.BpfExtern.Strength;
import java.util.List;

/** Lists and trees of what programs allocate, in map values and in globals. */
final class NodeFeatures {
    private final FieldSketch fields = new FieldSketch();

    private NodeFeatures() {}

    // spotless:off
    static List<Feature> all() {
        return List.of(
            Feature.of("list head",        "6.6",  new NodeFeatures().list(),           RETURNED, CILIUM, AYA),
            Feature.of("list head global", "6.6",  new NodeFeatures().globalList(),     RETURNED, CILIUM, AYA),
            Feature.of("tree root",        "6.6",  new NodeFeatures().tree(),           RETURNED, CILIUM, AYA),
            Feature.of("reference count",  "6.4",  new NodeFeatures().referenceCount(), RETURNED, AYA));
    }
    // spotless:on

    /** Puts a node in, takes it out, returns what is in it. */
    private Sketch list() {
        var node = fields.listNode();
        var head = fields.opaque("bpf_list_head", 2);
        fields.valued(24, Member.at(0, "lock", fields.lock()), Member.at(8, "head", head));
        fields.sketch.types.add(DeclTag.onComponent(fields.value(), 1, "contains:item:node"));
        return fields.lists(head)
                .xdp(c -> fields.lookup(c, () -> {
                    fields.allocate(c, node);
                    c.mov(R7, R0).st(W, mem(R7), RETURNED);
                    c.mov(R1, R6).call(Helper.SPIN_LOCK);
                    c.mov(R1, R6)
                            .add(R1, 8)
                            .mov(R2, R7)
                            .add(R2, 8)
                            .mov(R3, 0)
                            .mov(R4, 0)
                            .callKfunc("bpf_list_push_front_impl");
                    c.mov(R1, R6).add(R1, 8).callKfunc("bpf_list_pop_front").mov(R8, R0);
                    c.mov(R1, R6).call(Helper.SPIN_UNLOCK);
                    FieldSketch.takeApart(c);
                }));
    }

    /** Globals of special types are private to the object: user space must not map them. */
    private Sketch globalList() {
        fields.listNode();
        var section = new DataSection(".data.A");
        var head = fields.opaque("bpf_list_head", 2);
        var variable = fields.sketch.types.add(new Var("head", head, BtfLinkage.STATIC));
        fields.sketch.types.add(DeclTag.on(variable, "contains:item:node"));
        return fields.lists(head)
                .variable("lock", section, BtfLinkage.STATIC, fields.lock(), 0)
                .variable("head", section, BtfLinkage.STATIC, head, 0, 0, 0, 0)
                .xdp(c -> {
                    c.ldGlobal(R1, "lock").call(Helper.SPIN_LOCK);
                    c.ldGlobal(R1, "head").callKfunc("bpf_list_pop_front").mov(R8, R0);
                    c.ldGlobal(R1, "lock").call(Helper.SPIN_UNLOCK);
                    c.ifThen(R8.ne(0), () -> FieldSketch.takeApart(c));
                    FieldSketch.done(c);
                });
    }

    private Sketch tree() {
        var node = fields.opaque("bpf_rb_node", 4);
        var item = fields.sketch.struct("item", 40, Member.at(0, "key", fields.sketch.s32), Member.at(8, "node", node));
        var root = fields.opaque("bpf_rb_root", 2);
        fields.valued(24, Member.at(0, "lock", fields.lock()), Member.at(8, "root", root));
        fields.sketch.types.add(DeclTag.onComponent(fields.value(), 1, "contains:item:node"));
        var nodes = fields.sketch.pointer(node);
        var less = fields.sketch.proto(fields.sketch.s32, new Parameter("a", nodes), new Parameter("b", nodes));
        var in = new Parameter("root", fields.sketch.pointer(root));
        return fields.objects()
                .kfunc(
                        "bpf_rbtree_add_impl",
                        Strength.STRONG,
                        fields.sketch.s32,
                        in,
                        new Parameter("node", nodes),
                        new Parameter("less", fields.sketch.pointer(less)),
                        fields.any("meta"),
                        new Parameter("off", fields.sketch.u64))
                .kfunc("bpf_rbtree_first", Strength.STRONG, nodes, in)
                .kfunc("bpf_rbtree_remove", Strength.STRONG, nodes, in, new Parameter("node", nodes))
                .function(BtfLinkage.STATIC, "less", less, c -> c.mov(R0, 0).exit())
                .xdp(c -> fields.lookup(c, () -> {
                    fields.allocate(c, item);
                    c.mov(R7, R0).st(W, mem(R7), RETURNED);
                    c.mov(R1, R6).call(Helper.SPIN_LOCK);
                    c.mov(R1, R6).add(R1, 8).mov(R2, R7).add(R2, 8).ldFunction(R3, "less");
                    c.mov(R4, 0).mov(R5, 0).callKfunc("bpf_rbtree_add_impl");
                    c.mov(R1, R6).add(R1, 8).callKfunc("bpf_rbtree_first").mov(R8, 0);
                    c.ifThen(R0.ne(0), () -> c.mov(R1, R6)
                            .add(R1, 8)
                            .mov(R2, R0)
                            .callKfunc("bpf_rbtree_remove")
                            .mov(R8, R0));
                    c.mov(R1, R6).call(Helper.SPIN_UNLOCK);
                    FieldSketch.takeApart(c);
                }));
    }

    private Sketch referenceCount() {
        var count = fields.sketch.struct(
                "bpf_refcount",
                4,
                Member.at(0, "opaque", fields.sketch.types.add(new Array(fields.sketch.u32, fields.sketch.u32, 1))));
        var item =
                fields.sketch.struct("item", 8, Member.at(0, "key", fields.sketch.s32), Member.at(4, "count", count));
        return fields.objects()
                .kfunc(
                        "bpf_refcount_acquire_impl",
                        Strength.STRONG,
                        fields.sketch.pointer,
                        fields.any("object"),
                        fields.any("meta"))
                .xdp(c -> {
                    fields.allocate(c, item);
                    c.mov(R7, R0)
                            .mov(R1, R0)
                            .mov(R2, 0)
                            .callKfunc("bpf_refcount_acquire_impl")
                            .mov(R8, R0);
                    c.mov(R1, R7).mov(R2, 0).callKfunc("bpf_obj_drop_impl");
                    c.mov(R1, R8).mov(R2, 0).callKfunc("bpf_obj_drop_impl");
                    FieldSketch.done(c);
                });
    }
}
