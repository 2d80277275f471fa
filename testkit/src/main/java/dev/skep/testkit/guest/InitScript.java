package dev.skep.testkit.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The first process of a guest: it sets the system up, runs commands one after the other and reports as {@link Transcript} reads. */
final class InitScript {
    /** Where the guest's second serial line is, which carries the report. */
    private static final String REPORT = "/dev/ttyS1";

    private static final String TEXT = """
            #!/bin/busybox sh
            /bin/busybox --install -s /bin
            export PATH=/bin HOME=/tmp
            mount -t devtmpfs dev /dev
            mount -t proc proc /proc
            mount -t sysfs sys /sys
            mount -t tmpfs -o size=16m run /run
            mount -t tmpfs -o size=16m out /skep/out
            mount -t tmpfs -o size=16m err /skep/err
            mount -t bpf bpf /sys/fs/bpf
            mount -t cgroup2 cgroup2 /sys/fs/cgroup
            mount -t debugfs debugfs /sys/kernel/debug
            mount -t tracefs tracefs /sys/kernel/tracing
            mount -t securityfs securityfs /sys/kernel/security
            ln -s /proc/self/fd /dev/fd
            ip link set lo up
            ulimit -l unlimited
            for module in /skep/modules/*.ko; do insmod "$module"; done
            exec 3>REPORT
            stty -F REPORT raw

            say() { printf '\\nskep %s\\n' "$*" >&3; } # a command may have left half a line

            send() { # KIND FILE
              if [ -s "$2" ]; then say "$1"; gzip -c <"$2" | base64 >&3; fi
            }

            say up "$(uname -r)"
            cd /tmp
            while read -r number limit <&4; do
              say begin "$number"
              rm -f /skep/late
              setsid sh "/skep/commands/$number" </dev/null >/skep/out/text 2>/skep/err/text 3>&- 4>&- &
              command=$!
              { sleep "$limit"; : >/skep/late; kill -KILL -1; } 3>&- 4>&- &
              wait "$command"
              code=$?
              kill -KILL -1 # all but this process: the clock, and whatever the command left
              wait
              send out /skep/out/text
              send err /skep/err/text
              if [ -e /skep/late ]; then say late "$number"; else say end "$number" "$code"; fi
            done 4</skep/schedule
            say done
            poweroff -f
            """;

    private InitScript() {}

    /** Adds the script, what it needs, and the commands under their numbers. */
    static void addTo(GuestFiles files, Path busybox, Map<Integer, GuestCommand> commands) throws IOException {
        files.add("/bin/busybox", busybox);
        for (String folder :
                List.of("/dev", "/proc", "/sys", "/run", "/tmp", "/root", "/skep/modules", "/skep/out", "/skep/err")) {
            files.addFolder(folder);
        }
        files.addLink("/var/run", "/run");
        files.add("/init", utf8(TEXT.replace("REPORT", REPORT)));
        StringBuilder schedule = new StringBuilder();
        commands.forEach((number, command) -> {
            schedule.append(number)
                    .append(' ')
                    .append(command.limit().toSeconds())
                    .append('\n');
            files.add("/skep/commands/" + number, utf8("exec " + command.shellWords() + "\n"));
        });
        files.add("/skep/schedule", utf8(schedule.toString()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
