//! What holds between the rooms of the workspace.

mod rooms;
