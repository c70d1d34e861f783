using SageTasks.Files;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Tes;

/// <summary>What of this machine a task may name as addresses, files and ports: its author is not always the one on whose behalf they are read and
/// written.</summary>
internal sealed class LocalPlaces(IReadOnlyList<string> folders, bool allowsTargets)
{
    /// <summary>Files below a folder that may be used.</summary>
    public LocalTree Tree => new(IsWithin, $"the folders that tasks may use here ({Known})");

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

    /// <summary>Why a place must not be used; null where it may.</summary>
    public string? Problem(Location location)
    {
        try
        {
            return location.IsLocal && !IsWithin(location.LocalPath)
                ? $"{location} is a file of this machine, outside of the folders that tasks may use here ({Known})."
                : !allowsTargets && LeadsHere(location) ? $"{location} is on this machine or link-local, where tasks may not lead here." : null;
        }
        catch (IOException circles)
        {
            return circles.Message;
        }
    }

    private static bool LeadsHere(Location location) =>
        location.Scheme is LocationScheme.Http or LocationScheme.Https ? Origins.IsLocal(location.Url)
        : location.Scheme == LocationScheme.Drs && Uri.TryCreate($"https://{location.Authority}/", UriKind.Absolute, out var host) && Origins.IsLocal(host);

    private string? Problem(string address)
    {
        try
        {
            return Problem(Location.Parse(address));
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    private bool IsWithin(string path) => folders.Any(folder => RealPath.IsWithin(path, folder));
}
