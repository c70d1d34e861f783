using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>
/// Where a file or an object lies: a local path or a URI with one of the schemes of <see cref="LocationScheme"/>.
/// Two locations are equal when their <see cref="Address"/> is. In JSON a location is a string.
/// </summary>
[JsonConverter(typeof(LocationJsonConverter))]
public sealed class Location : IEquatable<Location>, IParsable<Location>
{
    internal Location(string scheme, string authority, string path, string address)
    {
        Scheme = scheme;
        Authority = authority;
        Path = path;
        Address = address;
    }

    /// <summary>One of <see cref="LocationScheme"/>, in lower case.</summary>
    public string Scheme { get; }

    /// <summary>The bucket, container, host (with port), Synapse id, DRS host or prefix, or owner. Empty for a local file.</summary>
    public string Authority { get; }

    /// <summary>
    /// What follows the authority, without the slash between them and not percent-encoded: the key, blob name, id, or path of names.
    /// For a local file the full path with forward slashes. Empty where the location names a whole bucket or entity.
    /// </summary>
    public string Path { get; }

    /// <summary>
    /// The exact, complete address, for a local file as a <c>file:</c> URI. The address of a presigned URL grants access by itself:
    /// print <see cref="ToString"/> instead.
    /// </summary>
    public string Address { get; }

    /// <summary>The last segment of <see cref="Path"/>; empty where the path is.</summary>
    public string Name => System.IO.Path.GetFileName(Path.TrimEnd('/'));

    /// <summary>Whether the location is written as a folder or prefix: it ends in a slash, or names a whole bucket or container.</summary>
    public bool IsFolder => Path.Length == 0 ? Scheme is not (LocationScheme.Syn or LocationScheme.Sbg) || Address.EndsWith('/') : Path.EndsWith('/');

    /// <summary>Whether the location is a file or folder on this machine.</summary>
    public bool IsLocal => Scheme == LocationScheme.File;

    /// <summary>The path of a local file in the form of this operating system.</summary>
    /// <exception cref="InvalidOperationException">The location is not local.</exception>
    public string LocalPath => IsLocal
        ? Path.Replace('/', System.IO.Path.DirectorySeparatorChar)
        : throw new InvalidOperationException($"{this} is not on this machine. Download it first.");

    /// <summary>The URL of an <c>https</c> or <c>http</c> location.</summary>
    /// <exception cref="InvalidOperationException">The location has another scheme.</exception>
    public Uri Url => Scheme is LocationScheme.Https or LocationScheme.Http
        ? new Uri(Address)
        : throw new InvalidOperationException($"{this} has no URL of its own: it is read through the store for \"{Scheme}\".");

    /// <summary>Makes the location of a local file or folder. A relative path counts from the current folder; nothing has to exist.</summary>
    /// <exception cref="ArgumentException">The path is empty or holds a null character.</exception>
    public static Location FromPath(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return LocationReader.ReadPath(path);
    }

    /// <summary>Another object of the same bucket or container. The key is taken as it is, whatever characters a store has let it have.</summary>
    /// <exception cref="InvalidOperationException">The location is not in a bucket or container.</exception>
    public Location WithKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Scheme is LocationScheme.S3 or LocationScheme.Gs or LocationScheme.Az
            ? new Location(Scheme, Authority, key, $"{Scheme}://{Authority}/{key}")
            : throw new InvalidOperationException($"{this} is in no bucket or container.");
    }

    /// <summary>Reads a location from a URI or from a local path.</summary>
    /// <exception cref="FormatException">The text is neither; the message says what is wrong with it.</exception>
    public static Location Parse(string s) => Parse(s, null);

    /// <inheritdoc cref="Parse(string)"/>
    public static Location Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return LocationReader.Read(s, out var problem) ?? throw new FormatException(problem);
    }

    /// <summary>Reads a location from a URI or from a local path; false where the text is neither.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out Location? result) => TryParse(s, null, out result);

    /// <inheritdoc cref="TryParse(string?, out Location?)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [NotNullWhen(true)] out Location? result)
    {
        result = s is null ? null : LocationReader.Read(s, out _);
        return result is not null;
    }

    /// <inheritdoc/>
    public bool Equals(Location? other) => other is not null && string.Equals(Address, other.Address, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Location);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Address);

    /// <summary>The location for people to read: a plain path for a local file, a URL without its signature.</summary>
    public override string ToString() => Scheme switch
    {
        LocationScheme.File => LocalPath,
        LocationScheme.Https or LocationScheme.Http => Redaction.Uri(Url),
        _ => Printable(Address),
    };

    private static string Printable(string address) => address.Any(char.IsControl)
        ? string.Concat(address.Select(letter => char.IsControl(letter) ? Uri.EscapeDataString(letter.ToString()) : letter.ToString()))
        : address;

    /// <summary>Whether both are the same location.</summary>
    public static bool operator ==(Location? left, Location? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the locations differ.</summary>
    public static bool operator !=(Location? left, Location? right) => !(left == right);
}
