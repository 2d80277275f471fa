package dev.skep.btf;

import dev.skep.btf.BtfType.Array;
import dev.skep.btf.BtfType.Const;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.DeclTag;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.ForwardKind;
import dev.skep.btf.BtfType.Func;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Fwd;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Restrict;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Signedness;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfType.TypeTag;
import dev.skep.btf.BtfType.Typedef;
import dev.skep.btf.BtfType.Union;
import dev.skep.btf.BtfType.Var;
import dev.skep.btf.BtfType.Volatile;
import java.util.List;

/** A graph with every kind, every flag and a cycle, that the kernel accepts. */
final class AllKinds {
    private AllKinds() {}

    static BtfGraph graph() {
        var b = BtfGraph.builder();
        var integer = b.add(Int.of("int", 4, IntEncoding.SIGNED));
        var u64 = b.add(Int.of("unsigned long", 8, IntEncoding.NONE));
        b.add(Int.of("char", 1, IntEncoding.CHAR));
        b.add(Int.of("_Bool", 1, IntEncoding.BOOL));
        var array = b.add(new Array(u64, integer, 3));
        var node = b.reserve();
        var toNode = b.add(new Ptr(node));
        b.define(node, new Struct("node", 32, List.of(Member.at(0, "next", toNode), Member.at(8, "values", array))));
        var color = b.add(new BtfType.Enum(
                "color", 4, Signedness.SIGNED, List.of(new Enumerator("RED", -1), new Enumerator("BLUE", 7))));
        b.add(new BtfType.Enum("mask", 4, Signedness.UNSIGNED, List.of(new Enumerator("TOP", 0x8000_0000L))));
        b.add(new BtfType.Enum64("wide", 8, Signedness.UNSIGNED, List.of(new Enumerator("ALL", -1))));
        b.add(new BtfType.Enum64("deep", 8, Signedness.SIGNED, List.of(new Enumerator("LOW", Long.MIN_VALUE))));
        var bits = b.add(new Struct(
                "bits",
                8,
                List.of(new Member("a", integer, 0, 3), new Member("b", color, 3, 5), Member.at(4, "", integer))));
        b.add(new Union("", 8, List.of(Member.at(0, "bits", bits), Member.at(0, "word", u64))));
        var forward = b.add(new Fwd("sock", ForwardKind.STRUCT));
        b.add(new Fwd("either", ForwardKind.UNION));
        var typedef = b.add(new Typedef("u64", u64));
        b.add(new Restrict(b.add(new Ptr(b.add(new Volatile(b.add(new Const(typedef))))))));
        b.add(new Ptr(b.add(TypeTag.of("kptr", forward))));
        var proto = b.add(new FuncProto(integer, List.of(new Parameter("at", toNode), Parameter.VARIADIC)));
        var function = b.add(new Func("walk", proto, BtfLinkage.STATIC));
        b.add(DeclTag.onComponent(function, 0, "arg:nonnull"));
        b.add(DeclTag.on(node, "a remark: with spaces"));
        b.add(new BtfType.Float("double", 8));
        var variable = b.add(new Var("root.0", node, BtfLinkage.STATIC));
        var other = b.add(new Var("count", u64, BtfLinkage.GLOBAL));
        b.add(new DataSec(".data", 48, List.of(new SectionEntry(variable, 0, 32), new SectionEntry(other, 40, 8))));
        return b.build();
    }
}
