package dev.skep.btf;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds where each type record starts, in one piece of their section after another. A record tells where the next one is, so a
 * processor that follows them waits for memory most of the time. A long piece is followed from four places at once: three of them are
 * guesses, records that look like some and are followed by others. If the walk before each arrives at it exactly, every record between
 * was found, whatever the guess was; if one does not, the piece is walked in order.
 */
final class RecordScan {
    /** Bytes of an element of each kind, and shifted those of the rest of a record; one for kinds that do not exist. */
    private static final int[] SIZES = new int[TypeRecord.KINDS];

    private static final int REST_SHIFT = 8;
    private static final int ELEMENT_MASK = (1 << REST_SHIFT) - 1;

    /** What a record of no known kind has, and no other can have: who comes across one leaves the piece. */
    private static final int UNKNOWN = 1 << 20;

    /** Pieces below this need no second walker. */
    private static final int LONG = 1 << 14;

    private static final int LOOKAHEAD = 8;

    /** Few types have on average fewer bytes than this. */
    private static final int USUAL = 24;

    static {
        Arrays.fill(SIZES, UNKNOWN << REST_SHIFT);
        for (BtfKind kind : BtfKind.values()) {
            SIZES[kind.number()] = (TypeRecord.SIZE + kind.moreBytes()) << REST_SHIFT | kind.elementBytes();
        }
    }

    private final int from;
    private final int to;
    /** Where each record starts that was found. */
    private int[] records;

    /** The next record, and how many there are before it. */
    private int next;

    private int count;

    /** Starts a scan for the records between two bytes. */
    RecordScan(int from, int to) {
        this.from = from;
        this.to = to;
        records = new int[(to - from) / USUAL + 1];
        next = from;
    }

    /**
     * Goes on through the next piece, which starts at this byte of the section. No word of a record is in two pieces.
     *
     * @throws BtfFormatException if a record is of no known kind
     */
    void over(ByteBuffer piece, int start) {
        int last = Math.min(to - TypeRecord.SIZE, start + piece.limit() - 2 * Integer.BYTES);
        makeRoom(last);
        if (last - next < LONG || !new Window(piece, start, last).fromFourPlaces()) {
            new Window(piece, start, last).inOrder();
        }
    }

    /** For all records that can start up to a byte, each as small as can be. */
    private void makeRoom(int last) {
        int room = count + Math.max(0, last - next) / TypeRecord.SIZE + 1;
        if (room > records.length) {
            records = Arrays.copyOf(records, Math.max(room, records.length + records.length / 2));
        }
    }

    /** Where each record starts, of as many as {@link #end} says. */
    int[] records() {
        return records;
    }

    /**
     * How many records there are.
     *
     * @throws BtfFormatException if they do not end where they should
     */
    int end() {
        if (next != to) {
            int last = count == 0 ? from : records[count - 1];
            throw new BtfFormatException(last, "type record does not end where the type section does, at " + to);
        }
        return count;
    }

    /** The records that start in a piece, the last of them at {@code last} at most. */
    private final class Window {
        private final ByteBuffer in;
        private final int start;
        private final int last;

        private Window(ByteBuffer in, int start, int last) {
            this.in = in;
            this.start = start;
            this.last = last;
        }

        private void inOrder() {
            int at = next;
            int known = count;
            while (at <= last) {
                int size = size(at);
                if (size == UNKNOWN) {
                    throw new BtfFormatException(at, "type kind " + TypeRecord.kind(info(at)) + ", known are 1 to 19");
                }
                records[known++] = at;
                at += size;
            }
            next = at;
            count = known;
        }

        /** Whether the guesses were right and the records are. Each walker has its own part of {@code records}. */
        private boolean fromFourPlaces() {
            int quarter = (last - next) / (4 * Integer.BYTES) * Integer.BYTES;
            int second = guess(next + quarter);
            int third = guess(Math.max(second, next + 2 * quarter));
            int fourth = guess(Math.max(third, next + 3 * quarter));
            if (second >= third || third >= fourth || fourth > last) {
                return false;
            }
            int a = next;
            int b = second;
            int c = third;
            int d = fourth;
            int i = count;
            int j = place(second);
            int k = place(third);
            int l = place(fourth);
            while (a < second && b < third && c < fourth && d <= last) {
                records[i++] = a;
                records[j++] = b;
                records[k++] = c;
                records[l++] = d;
                a += size(a);
                b += size(b);
                c += size(c);
                d += size(d);
            }
            i = walk(a, second, i);
            j = walk(b, third, j);
            k = walk(c, fourth, k);
            if (i < 0 || j < 0 || k < 0) {
                return false;
            }
            while (d <= last) {
                records[l++] = d;
                d += size(d);
            }
            if (size(records[l - 1]) == UNKNOWN) {
                return false;
            }
            int joined = join(i, place(second), j);
            joined = join(joined, place(third), k);
            count = join(joined, place(fourth), l);
            next = d;
            return true;
        }

        /** The place after the last record that was written, or a negative number if the records do not arrive at {@code end}. */
        private int walk(int from, int end, int place) {
            int at = from;
            int known = place;
            while (at < end) {
                records[known++] = at;
                at += size(at);
            }
            return at == end ? known : -1;
        }

        private int join(int joined, int from, int end) {
            System.arraycopy(records, from, records, joined, end - from);
            return joined + end - from;
        }

        /** Where a walker writes that starts here: before it there is room for all records that can be. */
        private int place(int at) {
            return count + (at - next) / TypeRecord.SIZE;
        }

        private int guess(int from) {
            int at = from;
            while (at <= last && !looksLikeARecord(at)) {
                at += Integer.BYTES;
            }
            return at;
        }

        private boolean looksLikeARecord(int from) {
            int at = from;
            for (int i = 0; i < LOOKAHEAD && at <= last; i++) {
                int size = size(at);
                if (size == UNKNOWN || (info(at) & TypeRecord.UNUSED_INFO) != 0) {
                    return false;
                }
                at += size;
            }
            return at <= to;
        }

        private int size(int at) {
            int info = info(at);
            int sizes = SIZES[TypeRecord.kind(info)];
            return (sizes >> REST_SHIFT) + TypeRecord.elements(info) * (sizes & ELEMENT_MASK);
        }

        private int info(int at) {
            return in.getInt(at - start + Integer.BYTES);
        }
    }
}
