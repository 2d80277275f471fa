import dev.skep.lang.*;

/** Who may connect where: allow-lists of prefixes for IPv4 and IPv6, with counters, for a cgroup. */
@Bpf(license = "GPL", minKernel = "5.10")
final class ConnectAllow {
    record Prefix4(@Unsigned int bits, @BigEndian @Unsigned int address) {}
    record Prefix6(@Unsigned int bits, @BigEndian @Unsigned int a, @BigEndian @Unsigned int b, @BigEndian @Unsigned int c, @BigEndian @Unsigned int d) {}

    @Struct
    static final class Rule {
        @Unsigned short fromPort;
        @Unsigned short toPort;
        @Unsigned int protocols;
        @Unsigned long hits;
    }

    enum Verdict { ALLOWED, NO_RULE, PORT, PROTOCOL }

    static final BpfLpmTrie<Prefix4, Rule> rules4 = BpfLpmTrie.of(1024);
    static final BpfLpmTrie<Prefix6, Rule> rules6 = BpfLpmTrie.of(1024);
    static final BpfPerCpuArray<U64> verdicts = BpfPerCpuArray.of(4);
    static final BpfLruHashMap<@Unsigned Long, U64> denied = BpfLruHashMap.of(512);

    @Config static boolean enforce = true;

    private ConnectAllow() {}

    private static Verdict judge(Rule rule, int port, @Unsigned int protocol) {
        if (rule == null) return Verdict.NO_RULE;
        if (port < rule.fromPort || port > rule.toPort) return Verdict.PORT;
        if (protocol >= 32 || (rule.protocols & 1 << protocol) == 0) return Verdict.PROTOCOL;
        Atomic.add(rule.hits, 1L);
        return Verdict.ALLOWED;
    }

    private static CgroupVerdict finish(SockAddrContext ctx, Verdict verdict) {
        var count = verdicts.lookup(verdict.ordinal());
        if (count != null) count.value++;
        if (verdict == Verdict.ALLOWED) return CgroupVerdict.ALLOW;
        denied.update(ctx.socketCookie(), U64.of(Kernel.ktimeNs()));
        return enforce ? CgroupVerdict.DENY : CgroupVerdict.ALLOW;
    }

    @CgroupSockAddr(CgroupSockAddr.Call.CONNECT4)
    static CgroupVerdict connect4(SockAddrContext ctx) {
        var rule = rules4.lookup(new Prefix4(32, ctx.userIp4));
        return finish(ctx, judge(rule, ByteOrder.ntohs((short) ctx.userPort), ctx.protocol));
    }

    @CgroupSockAddr(CgroupSockAddr.Call.CONNECT6)
    static CgroupVerdict connect6(SockAddrContext ctx) {
        var key = new Prefix6(128, ctx.userIp6[0], ctx.userIp6[1], ctx.userIp6[2], ctx.userIp6[3]);
        return finish(ctx, judge(rules6.lookup(key), ByteOrder.ntohs((short) ctx.userPort), ctx.protocol));
    }
}
