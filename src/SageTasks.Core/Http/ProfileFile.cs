namespace SageTasks.Http;

/// <summary>A settings file of sections and <c>name = value</c> lines, as other tools of a platform keep in the home folder
/// (<c>~/.synapseConfig</c>, <c>~/.sevenbridges/credentials</c>). Names are without case; <c>#</c> and <c>;</c> begin a comment line.</summary>
public sealed class ProfileFile
{
    private readonly Dictionary<(string Section, string Name), string> _values = [];

    private ProfileFile()
    {
    }

    /// <summary>Reads a file; one that does not exist is empty.</summary>
    /// <exception cref="IOException">The file exists and can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ProfileFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return File.Exists(path) ? Parse(File.ReadAllText(path)) : new ProfileFile();
    }

    /// <summary>Reads the text of such a file. Lines that are neither section nor setting are left out.</summary>
    public static ProfileFile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var file = new ProfileFile();
        var section = "";
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] == '[' && line[^1] == ']')
            {
                section = line[1..^1].Trim();
            }
            else if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                file._values[Key(section, line[..equals].Trim())] = line[(equals + 1)..].Trim();
            }
        }

        return file;
    }

    /// <summary>A setting's value; null where the file does not have it or leaves it empty.</summary>
    /// <param name="section">The section; empty for what stands before the first one.</param>
    /// <param name="name">The setting.</param>
    public string? Get(string section, string name) => _values.GetValueOrDefault(Key(section, name)) is { Length: > 0 } value ? value : null;

    private static (string Section, string Name) Key(string section, string name) => (section.ToUpperInvariant(), name.ToUpperInvariant());
}
