namespace SageTasks.Synapse;

/// <summary>The configuration file that the Synapse command-line client writes.</summary>
internal static class SynapseConfigFile
{
    /// <summary>The token under <c>[authentication]</c> or, as newer versions write it, <c>[default]</c>; null where there is
    /// none.</summary>
    public static string? ReadToken(string? path)
    {
        path ??= Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".synapseConfig");
        if (path.Length == 0 || !File.Exists(path))
        {
            return null;
        }

        var section = "";
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()))
        {
            if (line is ['[', .., ']'])
            {
                section = line[1..^1].Trim();
            }
            else if (section is "authentication" or "default" && TokenIn(line) is { } token)
            {
                return token;
            }
        }

        return null;
    }

    private static string? TokenIn(string line)
    {
        var at = line.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && string.Equals(line[..at].Trim(), "authtoken", StringComparison.OrdinalIgnoreCase) && line[(at + 1)..].Trim() is { Length: > 0 } token
            ? token
            : null;
    }
}
