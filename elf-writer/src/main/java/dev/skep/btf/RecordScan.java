package dev.skep.btf;

import java.nio.ByteBuffer;

/**
 * Finds where each type record starts. A record tells where the next one is, so a processor that follows them waits for memory most
 * of the time. A long section is followed from four places at once: three of them are guesses, records that look like some and are
 * followed by others. If the walk before each arrives at it exactly, every record between was found, whatever the guess was; if one
 * does not, the section is walked in order.
 */
final class RecordScan {
    /** Bytes of a record of each kind without its elements, and of an element; 0 for kinds that do not exist. */
    private static final int[] RECORD = new int[TypeRecord.KINDS];

    private static final int[] ELEMENT = new int[TypeRecord.KINDS];

    /** Types below this need no second walker. */
    private static final int LONG = 1 << 16;

    private static final int LOOKAHEAD = 8;

    static {
        for (BtfKind kind : BtfKind.values()) {
            RECORD[kind.number()] = TypeRecord.SIZE + kind.moreBytes();
            ELEMENT[kind.number()] = kind.elementBytes();
        }
    }

    private final ByteBuffer in;
    private final int from;
    private final int to;
    private final int[] records;

    private RecordScan(ByteBuffer in, int from, int to, int[] records) {
        this.in = in;
        this.from = from;
        this.to = to;
        this.records = records;
    }

    /**
     * Writes the start of each record between two bytes to {@code records}, which has room for the smallest, and returns how many
     * there are.
     *
     * @throws BtfFormatException if they do not end where they should
     */
    static int scan(ByteBuffer in, int from, int to, int[] records) {
        var scan = new RecordScan(in, from, to, records);
        int count = to - from < LONG ? 0 : scan.fromFourPlaces();
        return count > 0 ? count : scan.inOrder();
    }

    private int inOrder() {
        int count = 0;
        int at = from;
        while (at <= to - TypeRecord.SIZE) {
            int size = size(at);
            if (size == 0) {
                throw new BtfFormatException(at, "type kind " + TypeRecord.kind(info(at)) + ", known are 1 to 19");
            }
            records[count++] = at;
            at += size;
        }
        if (at != to) {
            int last = count == 0 ? from : records[count - 1];
            throw new BtfFormatException(last, "type record does not end where the type section does, at " + to);
        }
        return count;
    }

    /** How many records there are; 0 if a guess was wrong or a record is. Each walker has its own part of {@code records}. */
    private int fromFourPlaces() {
        int quarter = (to - from) / (4 * Integer.BYTES) * Integer.BYTES;
        int second = guess(from + quarter);
        int third = guess(Math.max(second, from + 2 * quarter));
        int fourth = guess(Math.max(third, from + 3 * quarter));
        if (second >= third || third >= fourth || fourth >= to) {
            return 0;
        }
        int a = from;
        int b = second;
        int c = third;
        int d = fourth;
        int i = 0;
        int j = place(second);
        int k = place(third);
        int l = place(fourth);
        while (a < second && b < third && c < fourth && d <= to - TypeRecord.SIZE) {
            int sizeOfA = size(a);
            int sizeOfB = size(b);
            int sizeOfC = size(c);
            int sizeOfD = size(d);
            if (sizeOfA == 0 || sizeOfB == 0 || sizeOfC == 0 || sizeOfD == 0) {
                return 0;
            }
            records[i++] = a;
            records[j++] = b;
            records[k++] = c;
            records[l++] = d;
            a += sizeOfA;
            b += sizeOfB;
            c += sizeOfC;
            d += sizeOfD;
        }
        i = walk(a, second, i);
        j = walk(b, third, j);
        k = walk(c, fourth, k);
        l = walk(d, to, l);
        if (i < 0 || j < 0 || k < 0 || l < 0) {
            return 0;
        }
        int count = join(i, place(second), j);
        count = join(count, place(third), k);
        return join(count, place(fourth), l);
    }

    /** The place after the last record that was written, or a negative number if the records do not end at {@code end}. */
    private int walk(int start, int end, int place) {
        int at = start;
        int next = place;
        while (at < end && at <= to - TypeRecord.SIZE) {
            int size = size(at);
            if (size == 0) {
                return -1;
            }
            records[next++] = at;
            at += size;
        }
        return at == end ? next : -1;
    }

    private int join(int count, int start, int end) {
        System.arraycopy(records, start, records, count, end - start);
        return count + end - start;
    }

    /** Where a walker writes that starts here: before it there is room for all records that can be. */
    private int place(int start) {
        return (start - from) / TypeRecord.SIZE;
    }

    private int guess(int start) {
        int at = start;
        while (at < to && !looksLikeARecord(at)) {
            at += Integer.BYTES;
        }
        return at;
    }

    private boolean looksLikeARecord(int start) {
        int at = start;
        for (int i = 0; i < LOOKAHEAD && at <= to - TypeRecord.SIZE; i++) {
            int size = size(at);
            if (size == 0 || (info(at) & TypeRecord.UNUSED_INFO) != 0) {
                return false;
            }
            at += size;
        }
        return at <= to;
    }

    private int size(int at) {
        int info = info(at);
        int kind = TypeRecord.kind(info);
        return RECORD[kind] + TypeRecord.elements(info) * ELEMENT[kind];
    }

    private int info(int at) {
        return in.getInt(at + Integer.BYTES);
    }
}
