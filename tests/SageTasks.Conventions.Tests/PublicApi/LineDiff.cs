namespace SageTasks.Conventions.Tests.PublicApi;

/// <summary>The lines that differ between two texts, each under the last line that begins a type.</summary>
internal static class LineDiff
{
    /// <summary>The removed lines with a minus and the added with a plus; empty where the texts are equal.</summary>
    public static IReadOnlyList<string> Between(string before, string after)
    {
        var old = before.Split('\n');
        var now = after.Split('\n');
        var common = CommonLengths(old, now);
        var result = new List<string>();
        string? heading = null;
        int i = 0, j = 0;
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                heading = IsHeading(now[j]) ? now[j] : heading;
                i++;
                j++;
                continue;
            }

            if (heading is not null)
            {
                result.Add("  " + heading);
                heading = null;
            }

            var removed = j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]);
            result.Add(removed ? "- " + old[i++] : "+ " + now[j++]);
        }

        return result;
    }

    private static bool IsHeading(string line) => line.Length > 0 && !char.IsWhiteSpace(line[0]);

    private static int[,] CommonLengths(string[] old, string[] now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }
}
