package dev.skep.processor.type;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_TYPE;

import dev.skep.kernel.MapLimits;
import dev.skep.kernel.MapType;
import dev.skep.lang.BpfArena;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfArrayOfMaps;
import dev.skep.lang.BpfBloomFilter;
import dev.skep.lang.BpfCgroupArray;
import dev.skep.lang.BpfCgroupStorage;
import dev.skep.lang.BpfCgrpStorage;
import dev.skep.lang.BpfCpuMap;
import dev.skep.lang.BpfDevMap;
import dev.skep.lang.BpfDevMapHash;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfHashOfMaps;
import dev.skep.lang.BpfInodeStorage;
import dev.skep.lang.BpfLpmTrie;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.BpfLruPerCpuHashMap;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.BpfPerCpuHashMap;
import dev.skep.lang.BpfPerfEventArray;
import dev.skep.lang.BpfProgArray;
import dev.skep.lang.BpfQueue;
import dev.skep.lang.BpfReuseportArray;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.BpfSkStorage;
import dev.skep.lang.BpfSockHash;
import dev.skep.lang.BpfSockMap;
import dev.skep.lang.BpfStack;
import dev.skep.lang.BpfStackTrace;
import dev.skep.lang.BpfTaskStorage;
import dev.skep.lang.BpfUserRingBuffer;
import dev.skep.lang.BpfXskMap;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.JavaType.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** The map types: which class is which kind, and where its key and value types stand. */
public final class MapClasses {
    /** What the type parameters of a map class are. */
    private enum Parameters {
        KEY_AND_VALUE,
        /** The key is an index of 32 bits. */
        VALUE,
        /** There is no key. */
        VALUE_ALONE,
        RECORD,
        /** Both are 32 bits that only user space and the kernel care for. */
        NONE,
        /** None: indices of 32 bits lead to sockets. */
        SOCKETS,
        /** Keys that lead to sockets. */
        KEY_OF_SOCKETS,
        /** The value belongs to a cgroup. */
        VALUE_OF_CGROUP,
        /** Stacks of addresses. */
        ADDRESSES,
        /** Indices of 32 bits lead to maps. */
        MAPS,
        /** Keys lead to maps. */
        KEY_AND_MAPS
    }

    private record Kind(MapType type, Parameters parameters) {}

    // spotless:off
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            row(BpfHashMap.class,          MapType.HASH,                Parameters.KEY_AND_VALUE),
            row(BpfLruHashMap.class,       MapType.LRU_HASH,            Parameters.KEY_AND_VALUE),
            row(BpfPerCpuHashMap.class,    MapType.PERCPU_HASH,         Parameters.KEY_AND_VALUE),
            row(BpfLruPerCpuHashMap.class, MapType.LRU_PERCPU_HASH,     Parameters.KEY_AND_VALUE),
            row(BpfLpmTrie.class,          MapType.LPM_TRIE,            Parameters.KEY_AND_VALUE),
            row(BpfArray.class,            MapType.ARRAY,               Parameters.VALUE),
            row(BpfPerCpuArray.class,      MapType.PERCPU_ARRAY,        Parameters.VALUE),
            row(BpfQueue.class,            MapType.QUEUE,               Parameters.VALUE_ALONE),
            row(BpfStack.class,            MapType.STACK,               Parameters.VALUE_ALONE),
            row(BpfBloomFilter.class,      MapType.BLOOM_FILTER,        Parameters.VALUE_ALONE),
            row(BpfArrayOfMaps.class,      MapType.ARRAY_OF_MAPS,       Parameters.MAPS),
            row(BpfHashOfMaps.class,       MapType.HASH_OF_MAPS,        Parameters.KEY_AND_MAPS),
            row(BpfProgArray.class,        MapType.PROG_ARRAY,          Parameters.NONE),
            row(BpfPerfEventArray.class,   MapType.PERF_EVENT_ARRAY,    Parameters.RECORD),
            row(BpfRingBuffer.class,       MapType.RINGBUF,             Parameters.RECORD),
            row(BpfUserRingBuffer.class,   MapType.USER_RINGBUF,        Parameters.NONE),
            row(BpfArena.class,            MapType.ARENA,               Parameters.NONE),
            row(BpfStackTrace.class,       MapType.STACK_TRACE,         Parameters.ADDRESSES),
            row(BpfDevMap.class,           MapType.DEVMAP,              Parameters.NONE),
            row(BpfDevMapHash.class,       MapType.DEVMAP_HASH,         Parameters.NONE),
            row(BpfCpuMap.class,           MapType.CPUMAP,              Parameters.NONE),
            row(BpfXskMap.class,           MapType.XSKMAP,              Parameters.NONE),
            row(BpfSockMap.class,          MapType.SOCKMAP,             Parameters.SOCKETS),
            row(BpfSockHash.class,         MapType.SOCKHASH,            Parameters.KEY_OF_SOCKETS),
            row(BpfReuseportArray.class,   MapType.REUSEPORT_SOCKARRAY, Parameters.SOCKETS),
            row(BpfCgroupArray.class,      MapType.CGROUP_ARRAY,        Parameters.NONE),
            row(BpfSkStorage.class,        MapType.SK_STORAGE,          Parameters.VALUE),
            row(BpfTaskStorage.class,      MapType.TASK_STORAGE,        Parameters.VALUE),
            row(BpfInodeStorage.class,     MapType.INODE_STORAGE,       Parameters.VALUE),
            row(BpfCgrpStorage.class,      MapType.CGRP_STORAGE,        Parameters.VALUE),
            row(BpfCgroupStorage.class,    MapType.CGROUP_STORAGE,      Parameters.VALUE_OF_CGROUP));
    // spotless:on

    private static Map.Entry<String, Kind> row(Class<?> type, MapType kind, Parameters parameters) {
        return Map.entry(type.getName(), new Kind(kind, parameters));
    }

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
        var arguments = type.getTypeArguments();
        var parameters = ((TypeElement) type.asElement()).getTypeParameters();
        if (arguments.isEmpty() && !parameters.isEmpty())
            throw new UnmappableException(UNSUPPORTED_TYPE, null, "`" + text + "` does not say what it holds");
        return switch (kind.parameters) {
            case KEY_AND_VALUE ->
                new MapClass(text, kind.type, types.argument(arguments.get(0)), value(arguments), null);
            case VALUE ->
                new MapClass(text, kind.type, storage(kind.type) ? Int.INT : Int.UINT, value(arguments), null);
            case VALUE_ALONE -> new MapClass(text, kind.type, null, value(arguments), null);
            case RECORD -> new MapClass(text, kind.type, null, types.composite(arguments.get(0)), null);
            case NONE -> new MapClass(text, kind.type, Int.UINT, Int.UINT, null);
            case SOCKETS -> new MapClass(text, kind.type, Int.UINT, Int.ULONG, null);
            case KEY_OF_SOCKETS -> new MapClass(text, kind.type, types.argument(arguments.get(0)), Int.ULONG, null);
            case VALUE_OF_CGROUP -> new MapClass(text, kind.type, Int.ULONG, value(arguments), null);
            case ADDRESSES ->
                new MapClass(text, kind.type, Int.UINT, new ArrayOf(Int.ULONG, MapLimits.STACK_DEPTH), null);
            case MAPS -> new MapClass(text, kind.type, Int.UINT, Int.UINT, inner(arguments.get(0)));
            case KEY_AND_MAPS ->
                new MapClass(text, kind.type, types.argument(arguments.get(0)), Int.UINT, inner(arguments.get(1)));
        };
    }

    private static boolean storage(MapType type) {
        return type.entries() == MapType.Entries.ZERO;
    }

    private Stored value(List<? extends TypeMirror> arguments) {
        return types.held(types.of(arguments.get(arguments.size() - 1)));
    }

    private MapClass inner(TypeMirror argument) {
        if (types.of(argument) instanceof MapClass map && map.inner() == null) return map;
        throw new UnmappableException(
                UNSUPPORTED_TYPE, null, "`" + argument + "` is no map that could lie in another one");
    }
}
