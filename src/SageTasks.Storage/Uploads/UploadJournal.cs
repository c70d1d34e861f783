using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace SageTasks.Storage;

/// <summary>
/// The record of an upload, in the folder that the options name, one file for each destination. Whoever holds this object is the only
/// one who uses that folder and uploads there.
/// </summary>
internal sealed class UploadJournal : IDisposable
{
    private static readonly string Chosen = OperatingSystem.IsWindows() ? "the one in LOCALAPPDATA is the default" : "XDG_DATA_HOME names where the default one lies";
    private readonly string _path;
    private readonly SafeFileHandle _lock;

    private UploadJournal(string path, SafeFileHandle handle) => (_path, _lock) = (path, handle);

    public TransferJournal? Current { get; private set; }

    /// <exception cref="DestinationBusyException">Another transfer is writing the same destination.</exception>
    /// <exception cref="TransferException">The folder can't be written.</exception>
    public static UploadJournal Acquire(string folder, Location destination)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(destination.Address)))[..32];
        var path = Path.Combine(folder, name + PartialNames.JournalSuffix);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                // The address of an upload may grant access.
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            var handle = JournalLock.Acquire(path, destination.ToString());
            if (!OperatingSystem.IsWindows())
            {
                // The folder may be an older one, that others may read.
                File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            return new UploadJournal(path, handle) { Current = TransferJournal.Open(handle) };
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not TransferException))
        {
            throw new TransferException($"Uploads are recorded in {folder}, which cannot be written: {e.Message} Choose another state folder: {Chosen}.", e)
            {
                CanRetry = e is not UnauthorizedAccessException,
            };
        }
    }

    /// <summary>The records in a folder, of whatever destination.</summary>
    public static IEnumerable<FileInfo> Under(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*" + PartialNames.JournalSuffix) : [];

    /// <summary>Takes up a record that is there.</summary>
    /// <exception cref="DestinationBusyException">A transfer is using it.</exception>
    public static UploadJournal Open(string path)
    {
        var handle = JournalLock.Acquire(path, path);
        return new UploadJournal(path, handle) { Current = TransferJournal.Open(handle) };
    }

    /// <exception cref="TransferException">The record can't be written.</exception>
    public TransferJournal Start(JournalHeader header, bool keepsCrc64 = false)
    {
        try
        {
            return Current = TransferJournal.Create(_lock, header, keepsCrc64);
        }
        catch (IOException e)
        {
            throw DiskFault.Explain(_path, null, e);
        }
    }

    public void Clear()
    {
        Current = null;
        RandomAccess.SetLength(_lock, 0);
    }

    /// <summary>Whether two uploads write the same in the same way.</summary>
    public static bool IsSame(PutOptions one, PutOptions other) => Text(one) == Text(other);

    public void Dispose()
    {
        var keep = Current is not null;
        if (!keep && !OperatingSystem.IsWindows())
        {
            File.Delete(_path);
        }

        _lock.Dispose();
        if (!keep && OperatingSystem.IsWindows())
        {
            File.Delete(_path);
        }
    }

    private static string Text(PutOptions options) => JsonSerializer.Serialize(
        options with { Metadata = options.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal) },
        StorageJson.Default.PutOptions);
}
