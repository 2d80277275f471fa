import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Fields {
    enum Mode {
        OFF,
        @Code(7) ON
    }

    @Struct
    static final class Wire {
        @BigEndian @Unsigned short port;
        @BigEndian short delta;
        @BigEndian @Unsigned int address;
        @BigEndian long time;
        byte small;
        boolean flag;
        char letter;
        Mode mode;
        Point point;
        @Length(4) @Unsigned short[] words;
    }

    @Struct
    static final class Point {
        int x;
        int y;
    }

    @Config static Mode mode = Mode.ON;
    @Config static @Unsigned short limit = 500;
    static int zero;
    static long set = 1L << 40;
    static final Wire wire = new Wire();

    @Xdp
    static int program(XdpContext context) {
        wire.port = limit;
        wire.delta--;
        wire.address = ByteOrder.ntohl(wire.address) + 1;
        wire.time += wire.small;
        wire.flag = !wire.flag;
        wire.letter++;
        wire.mode = mode == Mode.ON ? Mode.OFF : Mode.ON;
        var point = wire.point;
        point.x = point.y + wire.words[3];
        wire.words[context.rxQueueIndex & 3] += 5;
        zero = (int) set;
        return wire.words.length;
    }
}
