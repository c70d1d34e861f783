namespace SageTasks.Tes;

/// <summary>How many rows of a page the page before had shown: where tasks come while a list is read, rows slide down and begin the next page
/// again. Only the page before is kept for it, so that a list of any length needs little memory.</summary>
internal static class PageOverlap
{
    public static int Of(IReadOnlyList<TesTask> before, IReadOnlyList<TesTask> page)
    {
        var rows = 0;
        while (rows < page.Count && Has(before, page[rows].Id!))
        {
            rows++;
        }

        return rows;
    }

    private static bool Has(IReadOnlyList<TesTask> tasks, string id)
    {
        for (var index = tasks.Count - 1; index >= 0; index--)
        {
            if (string.Equals(tasks[index].Id, id, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
