using SageTasks.Files;
using SageTasks.Storage;

namespace SageTasks.Tes;

/// <summary>Which files of this machine a task may name as addresses: its author is not always the one on whose behalf they are read and
/// written.</summary>
internal sealed class LocalPlaces(IReadOnlyList<string> folders)
{
    private string Known => folders.Count == 0 ? "none is given" : string.Join(", ", folders);

    /// <summary>Refuses a task as a whole, before anything of it is copied.</summary>
    /// <exception cref="StagingException">Addresses cannot be used; the message lists all.</exception>
    public void Require(string what, IEnumerable<string> addresses)
    {
        var problems = addresses.Select(Problem).OfType<string>().ToList();
        if (problems.Count > 0)
        {
            throw new StagingException(what, problems);
        }
    }

    /// <summary>Refuses what a listing has shown, such as a link in a folder that may be used.</summary>
    /// <exception cref="StagingException">The file must not be used.</exception>
    public Location Require(string what, Location location) =>
        Problem(location) is { } problem ? throw new StagingException(what, [problem]) : location;

    private string? Problem(string address)
    {
        try
        {
            return Problem(Location.Parse(address));
        }
        catch (Exception wrong) when (wrong is FormatException or IOException)
        {
            return wrong.Message;
        }
    }

    private string? Problem(Location location) => !location.IsLocal || folders.Any(folder => RealPath.IsWithin(location.LocalPath, folder))
        ? null
        : $"{location} is a file of this machine, outside of the folders that tasks may use here ({Known}).";
}
