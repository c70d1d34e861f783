using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SageTasks.Files;

/// <summary>Tells files from named pipes, devices and sockets, which .NET takes for files of no bytes.</summary>
internal static partial class FileKind
{
    private const int WorkingFolder = -100;
    private const uint KindWanted = 1;

    // Where the kind of file stands in what the system answers: struct statx of Linux, struct stat of macOS.
    private const int ModeOnLinux = 28;
    private const int ModeOnMac = 4;

    /// <summary>What lies at a path, links followed; null for a file or folder, and where the system does not say.</summary>
    public static string? Special(string path)
    {
        Span<byte> answer = stackalloc byte[256];
        return (Mode(path, answer) & 0xF000) switch
        {
            0x1000 => "named pipe",
            0x2000 => "character device",
            0x6000 => "block device",
            0xC000 => "socket",
            _ => null,
        };
    }

    private static int Mode(string path, Span<byte> answer)
    {
        if (OperatingSystem.IsLinux())
        {
            return StatX(WorkingFolder, path, 0, KindWanted, ref answer[0]) == 0 ? BinaryPrimitives.ReadUInt16LittleEndian(answer[ModeOnLinux..]) : 0;
        }

        return OperatingSystem.IsMacOS() && StatOnMac(path, ref answer[0]) == 0 ? BinaryPrimitives.ReadUInt16LittleEndian(answer[ModeOnMac..]) : 0;
    }

    // The name without the suffix is that of an older form on Intel.
    private static int StatOnMac(string path, ref byte answer) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? Stat64(path, ref answer) : Stat(path, ref answer);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint wanted, ref byte answer);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, ref byte answer);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat64(string path, ref byte answer);
}
