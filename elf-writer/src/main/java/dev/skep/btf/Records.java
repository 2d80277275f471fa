package dev.skep.btf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The records of a graph's types as numbers: what they say without their references, equal if and only if that is, and apart from it
 * where the references lead. Types are counted from 0.
 */
final class Records implements WordSink {
    private static final int EXPECTED = 8;

    private final Map<String, Integer> texts;
    private final SecretHash hash = new SecretHash();
    private final int[] starts;
    private int[] words;
    private int count;
    private final int[] targetStarts;
    private int[] targets;
    private int targetCount;

    private Records(int types) {
        texts = new HashMap<>(2 * types);
        starts = new int[types + 1];
        targetStarts = new int[types + 1];
        words = new int[Math.multiplyExact(EXPECTED, types + 1)];
        targets = new int[2 * (types + 1)];
    }

    static Records of(BtfGraph graph) {
        var records = new Records(graph.size());
        var visitor = new TypeWords(records);
        for (int type = 0; type < graph.size(); type++) {
            graph.types().get(type).accept(visitor);
            records.starts[type + 1] = records.count;
            records.targetStarts[type + 1] = records.targetCount;
        }
        return records;
    }

    /** How many types there are. */
    int size() {
        return starts.length - 1;
    }

    References references() {
        return new References(targetStarts, targets);
    }

    /** A hash of what a record says. */
    int hash(int type) {
        return hash.of(words, starts[type], starts[type + 1]);
    }

    /** Whether two records say the same. */
    boolean areAlike(int one, int other) {
        return Arrays.equals(words, starts[one], starts[one + 1], words, starts[other], starts[other + 1]);
    }

    @Override
    public void number(int value) {
        if (count == words.length) {
            words = Arrays.copyOf(words, Math.multiplyExact(2, count));
        }
        words[count++] = value;
    }

    @Override
    public void reference(BtfId id) {
        if (targetCount == targets.length) {
            targets = Arrays.copyOf(targets, Math.multiplyExact(2, targetCount));
        }
        targets[targetCount++] = id.value() - 1;
    }

    @Override
    public void text(String value) {
        var known = texts.putIfAbsent(value, texts.size());
        number(known == null ? texts.size() - 1 : known);
    }
}
