package dev.skep.dsl;

import dev.skep.ir.ValueType;

/** Makes variables, and finds those of the object. */
final class Storage {
    private static final int WORD = 8;

    private Storage() {}

    static <V extends Scalar<V>> Var<V> variable(Body body, V initial) {
        var type = initial.type();
        type.require(body, initial);
        var ir = body.statement();
        var variable = ir.newVariable(type.toString(), type.valueType());
        ir.write(variable, initial.operand().in(body, type));
        return new Var<>(type, body.here(), variable);
    }

    static <V extends Scalar<V>> Cell<V> cell(Body body, V initial) {
        var type = initial.type();
        type.require(body, initial);
        body.statement();
        var size = type.width().bytes();
        var place = new Place(body.here(), body.frame().slot(type.toString(), size, size), 0, Access.READ_WRITE);
        type.write(place, initial);
        return type.referTo(place);
    }

    static <V extends Storable<V>> V local(Body body, Type<V> type) {
        var size = type.btf().size();
        var ir = body.statement();
        var alignment = Math.min(WORD, Math.max(type.btf().alignment(), Integer.highestOneBit(size)));
        var address = body.frame().slot(type.toString(), size, alignment);
        ir.zero(address, 0, size);
        return Type.reference(type, new Place(body.here(), address, 0, Access.READ_WRITE));
    }

    static <V extends Storable<R>, R> R global(Body body, GlobalDef<V> global) {
        var address = body.statement().globalAddress(global.toString(), 0);
        body.parts().add(global);
        return Type.reference(global.type(), new Place(body.here(), address, 0, global.access()));
    }

    static <V extends Storable<?>> V config(Body body, ConfigDef<V> config) {
        var address = body.statement().globalAddress(config.toString(), 0);
        body.parts().add(config);
        return config.type().read(new Place(body.here(), address, 0, Access.readOnly("a setting")));
    }

    static <V extends Storable<?>> V extern(Body body, ExternDef<V> extern) {
        var ir = body.statement();
        var address = ir.globalAddress(extern.toString(), 0);
        body.parts().add(extern);
        if (extern.isAddress()) return extern.type().held(body.here(), ir.reinterpret(ValueType.I64, address));
        return extern.type().read(new Place(body.here(), address, 0, Access.readOnly("what the kernel has")));
    }
}
