package dev.skep.processor.type;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_TYPE;

import dev.skep.kernel.MapType;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfDevMap;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfLpmTrie;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.BpfSockMap;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The map types: which class is which kind, and where its key and value types stand. */
public final class MapClasses {
    /** What the type parameters of a map class are. */
    private enum Parameters {
        KEY_AND_VALUE,
        /** The key is an index of 32 bits. */
        VALUE,
        RECORD,
        /** Both are 32 bits that only user space and the kernel care for. */
        NONE,
        /** None: indices of 32 bits lead to sockets. */
        SOCKETS
    }

    private record Kind(MapType type, Parameters parameters) {}

    // spotless:off
    private static final Map<String, Kind> KINDS = Map.of(
            BpfHashMap.class.getName(),     new Kind(MapType.HASH,         Parameters.KEY_AND_VALUE),
            BpfLruHashMap.class.getName(),  new Kind(MapType.LRU_HASH,     Parameters.KEY_AND_VALUE),
            BpfLpmTrie.class.getName(),     new Kind(MapType.LPM_TRIE,     Parameters.KEY_AND_VALUE),
            BpfArray.class.getName(),       new Kind(MapType.ARRAY,        Parameters.VALUE),
            BpfPerCpuArray.class.getName(), new Kind(MapType.PERCPU_ARRAY, Parameters.VALUE),
            BpfDevMap.class.getName(),      new Kind(MapType.DEVMAP,       Parameters.NONE),
            BpfRingBuffer.class.getName(),  new Kind(MapType.RINGBUF,      Parameters.RECORD),
            BpfSockMap.class.getName(),     new Kind(MapType.SOCKMAP,      Parameters.SOCKETS));
    // spotless:on

    private final TypeMapping types;

    MapClasses(TypeMapping types) {
        this.types = types;
    }

    /** Returns whether a class is a map. */
    public static boolean isMap(TypeElement type) {
        return KINDS.containsKey(type.getQualifiedName().toString());
    }

    /** Returns the map that a class of that name is, with the types it is used with. */
    Optional<JavaType> find(String name, DeclaredType type) {
        return Optional.ofNullable(KINDS.get(name)).map(kind -> map(kind, type));
    }

    private MapClass map(Kind kind, DeclaredType type) {
        var text = type.asElement().getSimpleName().toString();
        if (kind.parameters == Parameters.SOCKETS) return new MapClass(text, kind.type, Int.UINT, Int.ULONG);
        var arguments = type.getTypeArguments();
        if (kind.parameters == Parameters.NONE) return new MapClass(text, kind.type, Int.UINT, Int.UINT);
        if (arguments.isEmpty())
            throw new UnmappableException(UNSUPPORTED_TYPE, null, "`" + text + "` does not say what it holds");
        var value = arguments.get(arguments.size() - 1);
        var valueType =
                kind.parameters == Parameters.RECORD ? types.composite(value) : types.stored(types.of(value), null);
        return new MapClass(text, kind.type, key(kind.parameters, arguments), valueType);
    }

    private @Nullable Stored key(Parameters parameters, List<? extends TypeMirror> arguments) {
        return switch (parameters) {
            case KEY_AND_VALUE -> types.argument(arguments.get(0));
            case VALUE, NONE, SOCKETS -> Int.UINT;
            case RECORD -> null;
        };
    }
}
