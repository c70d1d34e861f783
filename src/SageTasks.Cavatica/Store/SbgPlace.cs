using SageTasks.Storage;

namespace SageTasks.Cavatica;

/// <summary>What an <c>sbg://</c> location says: a file by its id, or a path of names below a project.</summary>
internal sealed record SbgPlace
{
    /// <summary>The file's id; null for a path.</summary>
    public string? FileId { get; init; }

    /// <summary>The project, owner/short-name; null for an id.</summary>
    public string? Project { get; init; }

    /// <summary>The folders between, outermost first.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>The last name; empty where the location is the project, or ends in a slash.</summary>
    public string Name { get; init; } = string.Empty;

    /// <exception cref="ArgumentException">The location is none of the platform's.</exception>
    public static SbgPlace Of(Location location)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (location.Scheme != LocationScheme.Sbg)
        {
            throw new ArgumentException($"{location} is not on a Seven Bridges platform: expected sbg://…", nameof(location));
        }

        if (location.Path.Length == 0)
        {
            return new SbgPlace { FileId = location.Authority };
        }

        var parts = location.Path.Split('/');
        return new SbgPlace
        {
            Project = $"{location.Authority}/{parts[0]}",
            Folders = parts.Length > 2 ? parts[1..^1] : [],
            Name = parts.Length > 1 ? parts[^1] : string.Empty,
        };
    }

    /// <summary>A place that a file can be written to.</summary>
    /// <exception cref="ArgumentException">The location names no file below a project, or the platform refuses a name of it.</exception>
    public static SbgPlace Destination(Location location)
    {
        var place = Of(location);
        if (place.Name.Length == 0)
        {
            throw new ArgumentException($"{location} can't be written to. A file is written to a name below a project, such as sbg://owner/project/name.", nameof(location));
        }

        foreach (var name in place.Folders.Append(place.Name))
        {
            if (UploadNames.Problem(name) is { } problem)
            {
                throw new ArgumentException($"{location} can't be written to: the name '{name}' {problem}.", nameof(location));
            }
        }

        return place;
    }
}
