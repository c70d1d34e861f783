namespace SageTasks.Reports;

/// <summary>Something that is best seen as a table. Notebooks show it so by themselves; elsewhere print the table.</summary>
public interface IDisplayable
{
    /// <summary>The table.</summary>
    DisplayTable ToTable();
}
