package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.skep.lang.Bytes;
import dev.skep.lang.CallsHelper;
import dev.skep.lang.Kfunc;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.ExpressionLowering.Use;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.Owners;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;

/** Method calls: what the language defines, helpers, record accessors, and the methods of the class itself. */
final class Calls {
    private final FunctionLowering function;
    private final HelperCalls helpers;
    private final MethodCalls methods;
    private final KfuncCalls kfuncs;
    private final EnumCalls enums;
    private final RecordCalls records;
    /** By class and method name. */
    private final Map<String, Intrinsic> intrinsics = new HashMap<>();

    Calls(FunctionLowering function) {
        this.function = function;
        this.helpers = new HelperCalls(function);
        this.methods = new MethodCalls(function);
        this.kfuncs = new KfuncCalls(function);
        this.enums = new EnumCalls(function);
        this.records = new RecordCalls(function);
        new SlotCalls(function).register(intrinsics);
        new SocketCalls(function).register(intrinsics);
        new KernelCalls(function).register(intrinsics);
        intrinsics.put(key(Bytes.class, "part"), function.arrays::part);
        new MapCalls(function).register(intrinsics);
        new CellCalls(function).register(intrinsics);
        new PtrCalls(function).register(intrinsics);
        new PacketCalls(function).register(intrinsics);
        new ByteOrderCalls(function).register(intrinsics);
        new MemoryCalls(function).register(intrinsics);
        new CallbackCalls(function).register(intrinsics);
        new DynptrCalls(function, kfuncs).register(intrinsics);
        kfuncs.register(intrinsics);
        new LockCalls(function, kfuncs).register(intrinsics);
        new LaterCalls(function, kfuncs).register(intrinsics);
        new ArenaCalls(function, kfuncs).register(intrinsics);
        new KptrUntrustedCalls(function).register(intrinsics);
        new BitCalls(function).register(intrinsics);
        new JdkCalls(function).register(intrinsics);
        new TextCalls(function).register(intrinsics);
        new ArrayCalls(function).register(intrinsics);
        new PrintCalls(function, kfuncs).register(intrinsics);
        new SessionCalls(function, kfuncs).register(intrinsics);
        new UsdtCalls(function).register(intrinsics);
        new AssemblyCalls(function).register(intrinsics);
    }

    Operand lower(MethodInvocationTree tree, Use use) {
        var method = (ExecutableElement) function.unit.attribution().element(tree);
        var owner = Owners.of(method);
        var call = new Call(tree, method, use);
        if (method.getAnnotation(CallsHelper.class) != null) return helpers.lower(call);
        var intrinsic = intrinsics.get(owner.getQualifiedName() + "." + method.getSimpleName());
        if (intrinsic != null) return intrinsic.lower(call);
        if (method.getAnnotation(Kfunc.class) != null) return kfuncs.lower(call);
        if (records.has(call)) return records.lower(call);
        if (enums.has(call)) return enums.lower(call);
        if (owner.equals(function.unit.owner())) return methods.lower(call);
        if (function.unit.others().contains(owner)) return methods.lowerForeign(call);
        throw function.refuse(
                tree,
                UNSUPPORTED_CALL,
                "`" + owner.getSimpleName() + "." + method.getSimpleName() + "` cannot be called from the kernel",
                CallWords.instead(method));
    }

    /** Returns a call's key into the table of intrinsics. */
    static String key(Class<?> owner, String method) {
        return owner.getCanonicalName() + "." + method;
    }

    /** Returns the reference that a receiver is. */
    static Reference reference(FunctionLowering function, ExpressionTree tree) {
        if (function.expressions.lower(tree) instanceof Reference reference) return reference;
        throw function.refuse(tree, UNSUPPORTED_CALL, function.quote(tree) + " is no reference to memory here");
    }
}
