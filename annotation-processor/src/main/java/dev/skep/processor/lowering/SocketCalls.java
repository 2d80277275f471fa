package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import dev.skep.ir.MemoryKind;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.lang.BpfSockHash;
import dev.skep.lang.BpfSockMap;
import dev.skep.lang.Socket;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType.Other;
import java.util.Map;
import java.util.Optional;

/** Sockets from maps: references that are given back at the end of their {@code try}. */
final class SocketCalls {
    private static final ValueType FOUND = ValueType.nullable(MemoryKind.SOCKET);
    private static final KernelVersion LOOKUP = new KernelVersion(5, 8);

    private final FunctionLowering function;

    SocketCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(BpfSockMap.class, "lookup"), this::lookup);
        intrinsics.put(Calls.key(BpfSockHash.class, "lookup"), this::lookup);
        intrinsics.put(Calls.key(Socket.class, "sock"), this::sock);
    }

    private Operand lookup(Call call) {
        if (!(function.expressions.lower(call.receiver()) instanceof MapHandle map))
            throw function.refuse(
                    call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no map of this class");
        function.guards.requireTry(call);
        function.unit.require(call.tree(), LOOKUP, "a lookup of sockets");
        function.helpers.require(call.tree(), Helper.SK_RELEASE);
        var index = function.expressions.lower(call.argument(0));
        var builder = function.builder;
        var type = Optional.ofNullable(map.type().key()).orElseThrow();
        var key = function.memory.address(call.argument(0), "key", index, type);
        var socket = builder.callHelper(FOUND, Helper.MAP_LOOKUP_ELEM, builder.mapAddress(map.name()), key);
        return function.guards.taken(
                socket, Other.SOCKET, (code, taken) -> code.callHelper(ValueType.I64, Helper.SK_RELEASE, taken));
    }

    /** Its fields are read as those of a context are. */
    private Operand sock(Call call) {
        if (!(function.expressions.lower(call.receiver()) instanceof Guard socket))
            throw function.refuse(
                    call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no socket here");
        function.touching(call.receiver());
        var builder = function.builder;
        var pointer = builder.reinterpret(ValueType.pointer(MemoryKind.CONTEXT), builder.read(socket.handle()));
        return new Reference(Operand.Base.of(pointer), 0, function.result(call));
    }
}
