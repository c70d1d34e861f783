using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Reports;

/// <summary>Writes whatever has a table as one kind of text; hosts call it by the names of its members.</summary>
internal sealed class TableFormatter
{
    private readonly Func<DisplayTable, string> _write;

    // Hosts know it by reflection alone, so that trimming has to be told.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.PublicProperties, typeof(TableFormatter))]
    public TableFormatter(string mimeType, Func<DisplayTable, string> write) => (MimeType, _write) = (mimeType, write);

    /// <summary>The kind of text.</summary>
    public string MimeType { get; }

    /// <summary>Writes a value; false where it has no table.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        if ((instance as IDisplayable)?.ToTable() is not { } table)
        {
            return false;
        }

        writer.Write(_write(table));
        return true;
    }
}
