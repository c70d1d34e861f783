using System.Text;
using System.Text.Unicode;

namespace SageTasks.Wes;

/// <summary>A file that goes with a run request: the workflow, what it imports, or an input. Plain data: a plan that holds it can be stored and
/// submitted later.</summary>
public sealed record WesAttachment
{
    /// <summary>Where the file shall be for the workflow: a relative path with slashes, such as <c>tools/sort.cwl</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The file on this machine. Either this, <see cref="Text"/> or <see cref="Base64"/>.</summary>
    public string? Path { get; init; }

    /// <summary>The content, where it is no file; sent in UTF-8.</summary>
    public string? Text { get; init; }

    /// <summary>The content's bytes in Base64, where they are neither a file nor text.</summary>
    public string? Base64 { get; init; }

    /// <summary>The content's SHA-256, 64 hexadecimal digits. Filled in before a run is submitted through the guard; a file that has another one
    /// then is refused.</summary>
    public string? Sha256 { get; init; }

    /// <summary>A file of this machine.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Where it shall be for the workflow; null for its own name, in no folder.</param>
    public static WesAttachment FromFile(string path, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new WesAttachment { Name = name ?? System.IO.Path.GetFileName(path), Path = path };
    }

    /// <summary>A file that is made of text.</summary>
    /// <param name="name">Where it shall be for the workflow.</param>
    /// <param name="text">Its content.</param>
    public static WesAttachment FromText(string name, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(text);
        return new WesAttachment { Name = name, Text = text };
    }

    /// <summary>A file that is made of bytes, which are sent as they are.</summary>
    /// <param name="name">Where it shall be for the workflow.</param>
    /// <param name="content">Its content.</param>
    public static WesAttachment FromBytes(string name, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Utf8.IsValid(content)
            ? new WesAttachment { Name = name, Text = Encoding.UTF8.GetString(content) }
            : new WesAttachment { Name = name, Base64 = Convert.ToBase64String(content) };
    }

    /// <summary>The content, where it is no file.</summary>
    /// <exception cref="FormatException">It is no Base64.</exception>
    internal byte[]? ReadBytes() => Text is { } text ? Encoding.UTF8.GetBytes(text) : Base64 is { } bytes ? Convert.FromBase64String(bytes) : null;

    /// <summary>The name, and where the content comes from.</summary>
    public override string ToString() => Path is null ? Name : $"{Name} ({Path})";
}
