package dev.skep.compiler.object;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import dev.skep.ir.BpfType;
import dev.skep.ir.Initial;
import dev.skep.ir.StructOps;
import dev.skep.ir.StructType;
import dev.skep.object.BpfStructOps;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Lays out structs of functions, with nothing but the members that are given: loaders find them in the kernel's by their names. */
final class BuildStructOps {
    private static final BpfType FUNCTION = new BpfType.Pointer(BpfType.VOID);

    private final DescribeTypes types;
    private final ByteOrder order;

    BuildStructOps(DescribeTypes types, ByteOrder order) {
        this.types = types;
        this.order = order;
    }

    BpfStructOps build(StructOps table) {
        var layout = layout(table);
        var programs = new TreeMap<Integer, String>();
        List<BtfType.Member> members = new ArrayList<>();
        List<Initial> values = new ArrayList<>();
        for (var i = 0; i < table.members().size(); i++) {
            var member = table.members().get(i);
            var place = layout.members().get(i);
            if (member instanceof StructOps.Program program) programs.put(place.offset(), program.function());
            members.add(new BtfType.Member(member.name(), type(member), place.bitOffset(), 0));
            values.add(member instanceof StructOps.Data data ? data.value() : new Initial.Zero());
        }
        return new BpfStructOps(
                table.name(),
                BpfStructOps.Attach.valueOf(table.attach().name()),
                types.struct(table.type(), layout.size(), members),
                InitialBytes.of(new Initial.Aggregate(values), layout, order),
                programs);
    }

    private static StructType layout(StructOps table) {
        var layout = StructType.struct(table.type());
        for (var member : table.members())
            layout.member(member.name(), member instanceof StructOps.Data data ? data.type() : FUNCTION);
        return layout.build();
    }

    private BtfId type(StructOps.Member member) {
        return member instanceof StructOps.Data data ? types.describe(data.type()) : types.functionPointer();
    }
}
