using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>What a <c>syn://</c> location says: an entity, or a path of names below one.</summary>
internal sealed record SynapsePlace
{
    /// <summary>The entity that the path begins at.</summary>
    public required SynapseId Root { get; init; }

    /// <summary>The folders between, with slashes between their names; empty for the entity itself.</summary>
    public required string Folder { get; init; }

    /// <summary>The last name; empty where the location is the entity itself, or ends in a slash.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the location is written as a folder.</summary>
    public required bool IsFolder { get; init; }

    public static SynapsePlace Of(Location location)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (location.Scheme != LocationScheme.Syn)
        {
            throw new ArgumentException($"{location} is not in Synapse: expected syn://…", nameof(location));
        }

        var slash = location.Path.LastIndexOf('/');
        return new SynapsePlace
        {
            Root = SynapseId.Parse(location.Authority),
            Folder = slash < 0 ? "" : location.Path[..slash],
            Name = location.Path[(slash + 1)..],
            IsFolder = location.IsFolder,
        };
    }

    /// <summary>A place that a file can be written to.</summary>
    /// <exception cref="ArgumentException">The location names no file below a container, or Synapse refuses a name of it.</exception>
    public static SynapsePlace Destination(Location location)
    {
        var place = Of(location);
        if (place.Name.Length == 0)
        {
            throw new ArgumentException(
                $"{location} can only be read. A file is written to a name below a project or folder, such as syn://syn123/name: a new version of it where it is there.",
                nameof(location));
        }

        foreach (var name in place.Folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Append(place.Name))
        {
            SynapseName.Validate(name, nameof(location));
        }

        return place;
    }
}
