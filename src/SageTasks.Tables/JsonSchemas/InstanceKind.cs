namespace SageTasks.Tables;

internal enum InstanceKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}
